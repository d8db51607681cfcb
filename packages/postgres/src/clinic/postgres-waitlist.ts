import type { ClinicSessionId, WaitlistEntryId } from '@banzhen/domain/shared/ids';
import { done, err } from '@banzhen/domain/shared/result';
import type { WaitlistEntry, WaitlistStore } from '@banzhen/domain/waitlist';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import { waitlistEntries } from '../schema/index.js';
import { at } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';
import { fromWaitlistEntryRow } from './waitlist-entry-row.js';

const rows = tableRows(waitlistEntries);
const MOST_TRIES = 10;

const instantOrNull = (instant: Date | undefined): Statement =>
  sql`${instant?.toISOString() ?? null}::timestamptz`;

const inserted = (entry: WaitlistEntry, limit: number): Statement => {
  const { id, target, zone, wanted, patientId, personId, joinedBy, joinedAs } = entry;
  const { tenantId, hospitalId, departmentId, doctorId } = target;
  return sql`INSERT INTO waitlist_entry (id, tenant_id, hospital_id, department_id, doctor_id, zone, from_on, until_on, patient_id,
      person_id, booked_by, joined_as, rank, status, created_at, waiting_since, expiries, version)
    SELECT ${id}::uuid, ${tenantId}::uuid, ${hospitalId}::uuid, ${departmentId}::uuid, ${doctorId ?? null}::uuid, ${zone}::text,
      ${wanted.from}::date, ${wanted.until}::date, ${patientId}::uuid, ${personId}::uuid, ${joinedBy}::uuid, ${joinedAs}::text,
      min(free), 'WAITING', ${at(entry.createdAt)}, ${at(entry.waitingSince)}, ${entry.expiries}::integer, ${entry.version}::integer
    FROM generate_series(1, ${limit}::integer) free
    WHERE NOT EXISTS (SELECT FROM waitlist_entry own WHERE own.person_id = ${personId}::uuid AND own.is_live AND own.rank = free)
    HAVING min(free) IS NOT NULL
    ON CONFLICT DO NOTHING RETURNING id`;
};

const updated = (entry: WaitlistEntry, expectedVersion: number): Statement => {
  const { id, status, waitingSince, expiries, version } = entry;
  const appointmentId = 'appointmentId' in entry ? entry.appointmentId : null;
  return sql`UPDATE waitlist_entry SET status = ${status}, appointment_id = ${appointmentId}::uuid,
      offered_until = ${instantOrNull('offeredUntil' in entry ? entry.offeredUntil : undefined)},
      ended_at = ${instantOrNull('endedAt' in entry ? entry.endedAt : undefined)},
      waiting_since = ${at(waitingSince)}, expiries = ${expiries}, version = ${version}
    WHERE id = ${id} AND version = ${expectedVersion} RETURNING id`;
};

/** Entries by id and version (L1–L5); limits of a person are unique indexes (0019-waitlist.sql). */
export const postgresWaitlist = (db: Database): WaitlistStore => {
  const found = async (which: Statement): Promise<readonly WaitlistEntry[]> =>
    (await rowsOf<Record<string, unknown>>(db, sql`SELECT ${rows.columns} FROM waitlist_entry ${which}`)).map(
      (row) => fromWaitlistEntryRow(rows.read(row)),
    );

  const standsIn = async ({ personId, target }: WaitlistEntry) =>
    rowOf<{ isTwice: boolean; live: number }>(
      db,
      sql`SELECT count(*)::integer AS live, coalesce(bool_or(department_id = ${target.departmentId}
          AND doctor_id IS NOT DISTINCT FROM ${target.doctorId ?? null}::uuid), false) AS "isTwice"
        FROM waitlist_entry WHERE person_id = ${personId} AND is_live`,
    );

  return {
    async add(entry, limit) {
      // Again for whoever lost to another entry of the person that came at once: now it is seen.
      for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
        if ((await rowsOf(db, inserted(entry, limit))).length === 1) return done;
        const { isTwice, live } = await standsIn(entry);
        if (isTwice) return err({ type: 'AlreadyWaiting' });
        if (live >= limit) return err({ type: 'TooManyEntries', limit });
      }
      throw new Error(`the entries of person ${entry.personId} are contended`);
    },

    find: async (id) => (await found(sql`WHERE id = ${id}`))[0],
    offeredAs: async (appointmentId) =>
      (await found(sql`WHERE appointment_id = ${appointmentId} AND status = 'OFFERED'`))[0],

    async update(entry, expectedVersion) {
      if (entry.version <= expectedVersion)
        throw new RangeError(`waitlist entry ${entry.id} must move to a higher version`);
      if ((await rowsOf(db, updated(entry, expectedVersion))).length === 1) return done;
      const [stored] = await rowsOf<{ version: number }>(
        db,
        sql`SELECT version FROM waitlist_entry WHERE id = ${entry.id}`,
      );
      return err({ type: 'StaleVersion', ...(stored ? { currentVersion: stored.version } : {}) });
    },

    async someoneWaits(sessionId: ClinicSessionId, before: Date) {
      const { waits } = await rowOf<{ waits: boolean }>(
        db,
        sql`SELECT someone_waits(${sessionId}, ${at(before)}) AS waits`,
      );
      return waits;
    },

    waitingFor: (sessionId, before) =>
      found(sql`JOIN clinic_session sold ON sold.id = ${sessionId}
        WHERE wants_seat_of(waitlist_entry, sold, ${at(before)}) ORDER BY waiting_since, waitlist_entry.id`),

    async turnOf(departmentId) {
      await run(db, sql`SELECT FROM department WHERE id = ${departmentId} FOR NO KEY UPDATE`);
      const [last] = await rowsOf<{ number: number; out_of_turn: number }>(
        db,
        sql`SELECT number, out_of_turn FROM waitlist_offer WHERE department_id = ${departmentId}
          ORDER BY number DESC LIMIT 1`,
      );
      return { offers: last?.number ?? 0, outOfTurn: last?.out_of_turn ?? 0 };
    },

    async recordOffer({ departmentId, entryId, appointmentId, isOutOfTurn, turn, at: offeredAt }) {
      await run(
        db,
        sql`INSERT INTO waitlist_offer
            (department_id, number, out_of_turn, is_out_of_turn, entry_id, appointment_id, offered_at)
          VALUES (${departmentId}, ${turn.offers}, ${turn.outOfTurn}, ${isOutOfTurn}, ${entryId}, ${appointmentId},
            ${at(offeredAt)})`,
      );
    },

    async lapsed(now, limit) {
      const due = await rowsOf<{ id: WaitlistEntryId }>(
        db,
        sql`SELECT id FROM waitlist_entry WHERE status IN ('WAITING', 'PAUSED')
            AND until_on <= (${at(now)} AT TIME ZONE zone)::date
          ORDER BY until_on, id LIMIT ${limit}`,
      );
      return due.map(({ id }) => id);
    },
  };
};
