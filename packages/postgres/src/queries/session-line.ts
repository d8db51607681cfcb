import type { AppointmentStatus } from '@banzhen/domain/appointments';
import type { ClinicSession, Dates, TenantHospital } from '@banzhen/domain/schedules';
import type { Capacity } from '@banzhen/domain/shared/actor';
import type { ClinicSessionId, WaitlistEntryId } from '@banzhen/domain/shared/ids';
import type { HoldEnded } from '@banzhen/domain/waitlist';
import { rowOf, rowsOf } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored, stored } from '../sealing/stored-texts.js';
import { instantOf } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { type NamedEntry, namedEntries } from './waitlist.js';

/** How many wait for seats of a session, hold one that they were offered, or are paused; and seats on their way back. */
export type SessionLineCounts = {
  readonly clinicSessionId: ClinicSessionId;
  readonly waiting: number;
  readonly offered: number;
  readonly paused: number;
  readonly freed: number;
};

/** A live entry that wants a seat of the session; one with an offer, only of this session's seats. */
const isInLine = (session: string): Statement =>
  sql.raw(`waitlist_entry.is_live AND waitlist_entry.department_id = ${session}.department_id
    AND (waitlist_entry.doctor_id IS NULL OR waitlist_entry.doctor_id = ${session}.doctor_id)
    AND waitlist_entry.from_on <= ${session}.visit_on AND ${session}.visit_on < waitlist_entry.until_on
    AND (waitlist_entry.status <> 'OFFERED' OR EXISTS (SELECT FROM appointment offered
      WHERE offered.id = waitlist_entry.appointment_id AND offered.session_id = ${session}.id))`);

/** Of the sessions of a hospital that are published and not over. */
export const sessionLineCounts = (
  { db }: SealedDatabase,
  { tenantId, hospitalId }: TenantHospital,
  { from, until }: Dates,
): Promise<readonly SessionLineCounts[]> =>
  rowsOf(
    db,
    sql`SELECT sold.id AS "clinicSessionId", line.waiting, line.offered, line.paused,
        (SELECT count(*)::integer FROM seat_return WHERE session_id = sold.id AND returned_at IS NULL) AS freed
      FROM clinic_session sold CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE status = 'WAITING')::integer AS waiting,
          count(*) FILTER (WHERE status = 'OFFERED')::integer AS offered,
          count(*) FILTER (WHERE status = 'PAUSED')::integer AS paused
        FROM waitlist_entry WHERE ${isInLine('sold')}) line
      WHERE sold.hospital_id = ${hospitalId}::uuid AND sold.tenant_id = ${tenantId}::uuid
        AND ${from}::date <= sold.visit_on AND sold.visit_on < ${until}::date
        AND sold.status IN ('PUBLISHED', 'RELEASED', 'SUSPENDED')
      ORDER BY sold.starts_at, sold.id`,
  );

/** How many seats of a session were given up and are on their way back. */
export const freedSeats = async ({ db }: SealedDatabase, sessionId: ClinicSessionId): Promise<number> =>
  (
    await rowOf<{ freed: number }>(
      db,
      sql`SELECT count(*)::integer AS freed FROM seat_return
        WHERE session_id = ${sessionId}::uuid AND returned_at IS NULL`,
    )
  ).freed;

/** The live entries that want seats of a session, the longest waiting first. */
export const lineOfSession = (
  database: SealedDatabase,
  { id }: Pick<ClinicSession, 'id'>,
  limit: number,
): Promise<readonly NamedEntry[]> =>
  namedEntries(
    database,
    sql`JOIN clinic_session sold ON sold.id = ${id}::uuid WHERE ${isInLine('sold')}
      ORDER BY waitlist_entry.waiting_since, waitlist_entry.id LIMIT ${limit}::integer`,
  );

/** An offer of a seat of a session, with what ended the hold that it is, if anything did. */
export type SessionOfferMade = {
  readonly number: number;
  readonly entryId: WaitlistEntryId;
  readonly patientName: string;
  readonly isOutOfTurn: boolean;
  readonly offeredAt: Date;
  readonly offeredBy: Capacity;
  readonly ended?: HoldEnded;
};

type OfferRow = {
  readonly number: number;
  readonly entryId: WaitlistEntryId;
  readonly patientId: string;
  readonly isOutOfTurn: boolean;
  readonly offeredAt: string;
  readonly offeredBy: Capacity;
  readonly endedTo: AppointmentStatus | null;
  readonly endedBy: Capacity | null;
  readonly patientName: Stored;
};

/** What was offered of a session's seats, the newest first. */
export const offersOfSession = async (
  database: SealedDatabase,
  sessionId: ClinicSessionId,
  limit: number,
): Promise<readonly SessionOfferMade[]> => {
  const found = await rowsOf<OfferRow>(
    database.db,
    sql`SELECT offer.number, offer.entry_id AS "entryId", offer.is_out_of_turn AS "isOutOfTurn",
        offer.offered_at AS "offeredAt", ended.to_status AS "endedTo", ended.by_capacity AS "endedBy", appointment.patient_id AS "patientId",
        coalesce(born.by_capacity, 'SYS') AS "offeredBy", ${stored('patient', 'display_name')} AS "patientName"
      FROM waitlist_offer offer JOIN appointment ON appointment.id = offer.appointment_id
        LEFT JOIN appointment_event born ON born.appointment_id = appointment.id AND born.version = 1
        LEFT JOIN LATERAL (SELECT to_status, by_capacity FROM appointment_event
          WHERE appointment_id = appointment.id AND from_status = 'HELD' ORDER BY version LIMIT 1) ended ON true
        LEFT JOIN patient ON patient.id = appointment.patient_id
      WHERE appointment.session_id = ${sessionId}::uuid ORDER BY offer.number DESC LIMIT ${limit}::integer`,
  );
  const texts = await openTexts(
    database,
    found.map(({ patientId, patientName }) => ({
      ...{ field: 'patient.display_name', rowId: patientId, stored: patientName },
    })),
  );
  return found.map(({ patientId: _, patientName, offeredAt, endedTo, endedBy, ...offer }) => ({
    ...offer,
    ...(endedTo && endedBy ? { ended: { to: endedTo, as: endedBy } } : {}),
    offeredAt: instantOf(offeredAt),
    patientName: texts(patientName) ?? '',
  }));
};
