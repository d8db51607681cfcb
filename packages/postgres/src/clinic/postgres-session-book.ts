import type { CountedSession, SessionBook } from '@banzhen/domain/schedules';
import { type Database, rowsOf } from '../database.js';
import { clinicSessions } from '../schema/index.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';
import { fromSessionRow } from './clinic-session-row.js';

const rows = tableRows(clinicSessions);

type Counted = Record<string, unknown> & { readonly held: number; readonly kept: number };

/** The clinic sessions that `which` finds, with where their seats are, counted by one statement. */
export const countedSessions = async (db: Database, which: Statement): Promise<readonly CountedSession[]> => {
  const found = await rowsOf<Counted>(
    db,
    sql`SELECT ${rows.columns}, seated.held, seated.kept FROM clinic_session
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE status = 'HELD')::integer AS held, count(*)::integer AS kept
        FROM appointment WHERE session_id = clinic_session.id AND keeps_seat) seated
      ${which}`,
  );
  return found.map(({ held, kept, ...row }) => ({
    session: fromSessionRow(rows.read(row)),
    held,
    booked: kept - held,
  }));
};

/** Clinic sessions of a hospital with where their seats are. */
export const postgresSessionBook = (db: Database): SessionBook => ({
  ofHospital: ({ tenantId, hospitalId }, { from, until }) =>
    countedSessions(
      db,
      sql`WHERE hospital_id = ${hospitalId}::uuid AND clinic_session.tenant_id = ${tenantId}::uuid
        AND ${from}::date <= clinic_session.visit_on AND clinic_session.visit_on < ${until}::date
        ORDER BY starts_at, clinic_session.id`,
    ),
});
