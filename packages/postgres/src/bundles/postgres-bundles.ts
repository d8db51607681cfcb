import type { Bundle, BundleStore, DueBundles } from '@banzhen/domain/bundles';
import type { BundleLink, BundleLinks } from '@banzhen/domain/shared/bundle-links';
import type { BundleId } from '@banzhen/domain/shared/ids';
import { done, err } from '@banzhen/domain/shared/result';
import { type Database, rowsOf, run } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { visitBundles } from '../schema/index.js';
import { at } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';
import { fromBundleRow } from './bundle-row.js';

const rows = tableRows(visitBundles);

const instantOrNull = (instant: Date | undefined): Statement =>
  sql`${instant?.toISOString() ?? null}::timestamptz`;

const chooseByOf = (bundle: Bundle) => instantOrNull('chooseBy' in bundle ? bundle.chooseBy : undefined);
const endedAtOf = (bundle: Bundle) => instantOrNull('endedAt' in bundle ? bundle.endedAt : undefined);

/** Bundles by id and version; that a half is in one bundle only is a constraint. */
export const postgresBundles = (db: Database): BundleStore => {
  const where = async (condition: Statement): Promise<Bundle | undefined> => {
    const [row] = await rowsOf<Record<string, unknown>>(
      db,
      sql`SELECT ${rows.columns} FROM visit_bundle WHERE ${condition}`,
    );
    return row && fromBundleRow(rows.read(row));
  };
  return {
    find: (id) => where(sql`id = ${id}`),
    ofOrder: (id) => where(sql`order_id = ${id}`),
    ofAppointment: (id) => where(sql`appointment_id = ${id}`),

    async insert(bundle) {
      const { id, tenantId, bookedBy, patientId, orderId, seat, status, createdAt, version } = bundle;
      await run(
        db,
        sql`INSERT INTO visit_bundle (id, tenant_id, booked_by, patient_id, order_id, appointment_id, seat_sequence,
            seat_starts_at, status, choose_by, ended_at, created_at, version)
          VALUES (${id}, ${tenantId}, ${bookedBy}, ${patientId}, ${orderId}, ${seat.appointmentId}, ${seat.sequence},
            ${at(seat.startsAt)}, ${status}, ${chooseByOf(bundle)}, ${endedAtOf(bundle)}, ${at(createdAt)}, ${version})`,
      );
    },

    async update(bundle, expectedVersion) {
      if (bundle.version <= expectedVersion)
        throw new RangeError(`bundle ${bundle.id} must move to a higher version`);
      const { id, seat, status, version } = bundle;
      const changed = await rowsOf(
        db,
        sql`UPDATE visit_bundle SET appointment_id = ${seat.appointmentId}, seat_sequence = ${seat.sequence},
            seat_starts_at = ${at(seat.startsAt)}, status = ${status}, choose_by = ${chooseByOf(bundle)},
            ended_at = ${endedAtOf(bundle)}, version = ${version}
          WHERE id = ${id} AND version = ${expectedVersion} RETURNING id`,
      );
      if (changed.length === 1) return done;
      const [stored] = await rowsOf<{ version: number }>(
        db,
        sql`SELECT version FROM visit_bundle WHERE id = ${id}`,
      );
      return err({ type: 'StaleVersion', ...(stored ? { currentVersion: stored.version } : {}) });
    },

    async markSeen({ id, version }, { appointmentVersion, orderVersion }) {
      await run(
        db,
        sql`UPDATE visit_bundle SET seen_appointment = ${appointmentVersion}, seen_order = ${orderVersion}
          WHERE id = ${id} AND version = ${version}
            AND (seen_appointment, seen_order) <> (${appointmentVersion}::integer, ${orderVersion}::integer)`,
      );
    },
  };
};

/** What orders and appointments may know of the bundle that holds them. */
export const postgresBundleLinks = (db: Database): BundleLinks => {
  const link = async (half: Statement): Promise<BundleLink | undefined> => {
    const [row] = await rowsOf<{ id: BundleId; choosing: boolean }>(
      db,
      sql`SELECT id, status = 'CHOOSING' AS choosing FROM visit_bundle WHERE is_live AND ${half}`,
    );
    return row && { bundleId: row.id, isChoosing: row.choosing };
  };
  return {
    ofOrder: (id) => link(sql`order_id = ${id}`),
    ofAppointment: (id) => link(sql`appointment_id = ${id}`),
  };
};

/** Work for the keeper of bundles, outside any transaction. */
export const postgresDueBundles = (db: Database): DueBundles =>
  withSafeErrors<DueBundles>({
    async due(now, limit) {
      const found = await rowsOf<{ id: BundleId }>(
        db,
        sql`SELECT bundle.id FROM visit_bundle bundle
            JOIN appointment seat ON seat.id = bundle.appointment_id
            JOIN escort_order visit ON visit.id = bundle.order_id
          WHERE bundle.is_live AND (seat.version <> bundle.seen_appointment OR visit.version <> bundle.seen_order
            OR bundle.status = 'CHOOSING' AND bundle.choose_by <= ${at(now)})
          ORDER BY bundle.id LIMIT ${limit}`,
      );
      return found.map(({ id }) => id);
    },
  });
