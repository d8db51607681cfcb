import type { ClinicSession } from '@banzhen/domain/schedules';
import type { ClinicSessionId, DoctorId, HospitalId, TenantId } from '@banzhen/domain/shared/ids';
import { fromSessionRow } from '../clinic/clinic-session-row.js';
import { rowsOf } from '../database.js';
import { clinicSessions } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';
import { type StartRange, startsWithin } from './start-range.js';

const rows = tableRows(clinicSessions);

/** The last session of a page. */
export type SessionPlace = { readonly startsAt: Date; readonly id: ClinicSessionId };

export type SlotQuery = {
  readonly tenantId: TenantId;
  readonly hospitalIds: readonly HospitalId[];
  readonly doctorId?: DoctorId | undefined;
  readonly which: StartRange | { readonly id: ClinicSessionId };
  readonly after?: SessionPlace | undefined;
  readonly limit: number;
};

/** A session with how many of its seats wait to be submitted or confirmed. */
export type SeatedSession = { readonly session: ClinicSession; readonly tentative: number };

const none = sql.raw('');

const isAskedFor = ({ which, doctorId, after }: SlotQuery): Statement => sql`
  ${'id' in which ? sql`clinic_session.id = ${which.id}` : startsWithin('clinic_session', which)}
  ${doctorId === undefined ? none : sql`AND doctor_id = ${doctorId}`}
  ${after === undefined ? none : sql`AND (starts_at, clinic_session.id) > (${at(after.startsAt)}, ${after.id}::uuid)`}`;

/** Sessions of a tenant at some hospitals, drafts left out, by start, then by id, and only after `after`. */
export const seatedSessions = async (
  { db }: SealedDatabase,
  query: SlotQuery,
): Promise<readonly SeatedSession[]> => {
  const found = await rowsOf<Record<string, unknown> & { readonly tentative: number }>(
    db,
    sql`SELECT ${rows.columns}, seated.tentative FROM clinic_session
      CROSS JOIN LATERAL (
        SELECT count(*)::integer AS tentative FROM appointment
        WHERE session_id = clinic_session.id AND keeps_seat AND status IN ('HELD', 'PENDING_CONFIRM')) seated
      WHERE clinic_session.tenant_id = ${query.tenantId} AND hospital_id = ANY (${uuidArray(query.hospitalIds)})
        AND clinic_session.status <> 'DRAFT' AND ${isAskedFor(query)}
      ORDER BY starts_at, clinic_session.id LIMIT ${query.limit}::integer`,
  );
  return found.map(({ tentative, ...row }) => ({ session: fromSessionRow(rows.read(row)), tentative }));
};

/** Those of the sessions that are no drafts. */
export const publishedSessions = async (
  { db }: SealedDatabase,
  ids: readonly ClinicSessionId[],
): Promise<ReadonlyMap<ClinicSessionId, ClinicSession>> => {
  const found = await rowsOf<Record<string, unknown>>(
    db,
    sql`SELECT ${rows.columns} FROM clinic_session WHERE id = ANY (${uuidArray(ids)}) AND status <> 'DRAFT'`,
  );
  return new Map(found.map((row) => fromSessionRow(rows.read(row))).map((session) => [session.id, session]));
};
