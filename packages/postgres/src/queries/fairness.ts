import type { AppointmentStatus } from '@banzhen/domain/appointments';
import type { Dates, TenantHospital } from '@banzhen/domain/schedules';
import type { Capacity } from '@banzhen/domain/shared/actor';
import type { ClinicSessionId, DepartmentId } from '@banzhen/domain/shared/ids';
import {
  type FairnessFacts,
  type FreedFact,
  type OfferFact,
  offerOutcome,
  type SaleFact,
} from '@banzhen/domain/waitlist';
import { rowsOf } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { instantOf, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

type OfferRow = {
  readonly departmentId: DepartmentId;
  readonly sessionId: ClinicSessionId;
  readonly at: string;
  readonly isMember: boolean;
  readonly isOutOfTurn: boolean;
  readonly isByHand: boolean;
  readonly endedTo: AppointmentStatus | null;
  readonly endedBy: Capacity | null;
};
type FreedRow = {
  readonly departmentId: DepartmentId;
  readonly sessionId: ClinicSessionId;
  readonly freedAt: string | null;
  readonly dueAt: string;
  readonly returnedAt: string | null;
};

/** Sessions that the tenant has in the hospital. */
const isThere = ({ tenantId, hospitalId }: TenantHospital): Statement =>
  sql`sold.tenant_id = ${tenantId}::uuid AND sold.hospital_id = ${hospitalId}::uuid`;

/** Whether an instant is on the dates of the clinic's clocks. */
const isOn = (instant: string, { from, until }: Dates): Statement =>
  sql`${from}::date <= (${sql.raw(instant)} AT TIME ZONE sold.zone)::date
    AND (${sql.raw(instant)} AT TIME ZONE sold.zone)::date < ${until}::date`;

/** Who joined was a member at that instant, by the history of memberships; nobody is lent the membership of a dispatcher. */
const offersOn = async (
  { db }: SealedDatabase,
  where: TenantHospital,
  dates: Dates,
): Promise<readonly OfferFact[]> => {
  const found = await rowsOf<OfferRow>(
    db,
    sql`SELECT offer.department_id AS "departmentId", appointment.session_id AS "sessionId", offer.offered_at AS at,
        offer.is_out_of_turn AS "isOutOfTurn", coalesce(born.by_capacity = 'D', false) AS "isByHand",
        entry.joined_as = 'U' AND coalesce(standing.to_status IN ('ACTIVE', 'GRACE'), false) AS "isMember",
        ended.to_status AS "endedTo", ended.by_capacity AS "endedBy"
      FROM waitlist_offer offer
        JOIN waitlist_entry entry ON entry.id = offer.entry_id
        JOIN appointment ON appointment.id = offer.appointment_id
        JOIN clinic_session sold ON sold.id = appointment.session_id
        LEFT JOIN appointment_event born ON born.appointment_id = appointment.id AND born.version = 1
        LEFT JOIN LATERAL (SELECT to_status, by_capacity FROM appointment_event
          WHERE appointment_id = appointment.id AND from_status = 'HELD' ORDER BY version LIMIT 1) ended ON true
        LEFT JOIN LATERAL (SELECT to_status FROM member_event
          WHERE account_id = entry.booked_by AND member_event.at <= offer.offered_at
          ORDER BY version DESC LIMIT 1) standing ON true
      WHERE ${isThere(where)} AND ${isOn('offer.offered_at', dates)} ORDER BY offer.department_id, offer.number`,
  );
  return found.map(({ at, endedTo, endedBy, ...offer }) => ({
    ...offer,
    at: instantOf(at),
    outcome: offerOutcome(endedTo && endedBy ? { to: endedTo, as: endedBy } : undefined),
  }));
};

/** A seat was freed when somebody who waited could have it, or when the appointment that had it ended. */
const freedOn = async (
  { db }: SealedDatabase,
  where: TenantHospital,
  dates: Dates,
): Promise<readonly FreedFact[]> => {
  const freed = 'coalesce(back.waitlist_since, gone.ended_at, back.due_at)';
  const found = await rowsOf<FreedRow>(
    db,
    sql`SELECT sold.department_id AS "departmentId", back.session_id AS "sessionId", back.due_at AS "dueAt",
        back.returned_at AS "returnedAt", coalesce(back.waitlist_since, gone.ended_at) AS "freedAt"
      FROM seat_return back JOIN clinic_session sold ON sold.id = back.session_id
        LEFT JOIN appointment gone ON gone.session_id = back.session_id AND gone.ticket = back.ticket
      WHERE ${isThere(where)} AND ${isOn(freed, dates)} ORDER BY sold.department_id, ${sql.raw(freed)}`,
  );
  return found.map(({ departmentId, sessionId, freedAt, dueAt, returnedAt }) => ({
    ...{ departmentId, sessionId, dueAt: instantOf(dueAt) },
    ...(freedAt ? { freedAt: instantOf(freedAt) } : {}),
    ...(returnedAt ? { returnedAt: instantOf(returnedAt) } : {}),
  }));
};

const salesOf = async (
  { db }: SealedDatabase,
  sessionIds: readonly ClinicSessionId[],
): Promise<readonly SaleFact[]> => {
  const found = await rowsOf<{ sessionId: ClinicSessionId; at: string }>(
    db,
    sql`SELECT session_id AS "sessionId", created_at AS at FROM appointment
      WHERE session_id = ANY (${uuidArray(sessionIds)})
        AND NOT EXISTS (SELECT FROM waitlist_offer WHERE appointment_id = appointment.id)`,
  );
  return found.map(({ sessionId, at }) => ({ sessionId, at: instantOf(at) }));
};

/** What a hospital's report of the dates is made of, of the rows of whoever asks. */
export const fairnessFacts = async (
  database: SealedDatabase,
  where: TenantHospital,
  dates: Dates,
): Promise<FairnessFacts> => {
  const offers = await offersOn(database, where, dates);
  const freed = await freedOn(database, where, dates);
  const sales = await salesOf(database, [...new Set(freed.map(({ sessionId }) => sessionId))]);
  const departments = [...new Set([...offers, ...freed].map(({ departmentId }) => departmentId))];
  const turns = await rowsOf<{ departmentId: DepartmentId; offers: number; outOfTurn: number }>(
    database.db,
    sql`SELECT DISTINCT ON (department_id) department_id AS "departmentId", number AS offers, out_of_turn AS "outOfTurn"
      FROM waitlist_offer WHERE department_id = ANY (${uuidArray(departments)}) ORDER BY department_id, number DESC`,
  );
  const allTime = new Map(turns.map(({ departmentId, ...turn }) => [departmentId, turn]));
  return { offers, freed, sales, allTime };
};
