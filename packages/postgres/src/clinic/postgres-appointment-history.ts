import type { AppointmentEvent, AppointmentHistory } from '@banzhen/domain/appointments';
import type { AppointmentId, PatientId } from '@banzhen/domain/shared/ids';
import { asc, eq } from 'drizzle-orm';
import { rowsOf, run } from '../database.js';
import { appointmentEvents } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, storedOf } from '../sealing/stored-texts.js';
import { jsonRows, optional, uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';

type EventRow = typeof appointmentEvents.$inferSelect;

const rowIdOf = ({ appointmentId, version }: Pick<EventRow, 'appointmentId' | 'version'>): string =>
  `${appointmentId}/${version}`;

/** What staff wrote, sealed with the patient's key, by the row of its event. */
const sealedReasons = async (
  { db, sealer }: SealedDatabase,
  events: readonly AppointmentEvent[],
): Promise<ReadonlyMap<string, Uint8Array>> => {
  const withReason = events.flatMap((event) =>
    event.reason === undefined ? [] : [{ ...event, reason: event.reason }],
  );
  if (withReason.length === 0) return new Map();
  const patients = await rowsOf<{ id: AppointmentId; patient: PatientId }>(
    db,
    sql`SELECT id, patient_id AS patient FROM appointment
      WHERE id = ANY (${uuidArray(withReason.map(({ appointmentId }) => appointmentId))})`,
  );
  const patientOf = new Map(patients.map(({ id, patient }) => [id, patient]));
  const values = withReason.flatMap((event) => {
    const id = patientOf.get(event.appointmentId);
    if (!id) throw new Error(`there is no appointment ${event.appointmentId}`);
    return [
      {
        field: 'appointment_event.reason' as const,
        subject: { kind: 'patient' as const, id },
        rowId: rowIdOf(event),
        plain: event.reason,
      },
    ];
  });
  const sealed = await sealer.sealAll(db, values);
  return new Map(values.flatMap(({ rowId }, index) => (sealed[index] ? [[rowId, sealed[index]]] : [])));
};

const eventOf = (row: EventRow, reason: string | null): AppointmentEvent => ({
  type: row.type,
  appointmentId: row.appointmentId,
  row: row.transition,
  from: row.fromStatus,
  to: row.toStatus,
  version: row.version,
  at: row.at,
  by: { as: row.byCapacity, ...optional('accountId', row.byAccount) },
  ...optional('reason', reason),
});

/** The append-only history of appointments; the database refuses to change or delete a line. */
export const postgresAppointmentHistory = ({ db, sealer }: SealedDatabase): AppointmentHistory => ({
  async append(events) {
    if (events.length === 0) return;
    const reasons = await sealedReasons({ db, sealer }, events);
    const rows = events.map((event) => {
      const reason = reasons.get(rowIdOf(event));
      return {
        appointment_id: event.appointmentId,
        version: event.version,
        type: event.type,
        transition: event.row,
        from_status: event.from,
        to_status: event.to,
        at: event.at,
        by_capacity: event.by.as,
        by_account: event.by.accountId,
        reason: reason && Buffer.from(reason).toString('hex'),
      };
    });
    await run(
      db,
      sql`INSERT INTO appointment_event (appointment_id, version, type, transition, from_status, to_status, at,
          by_capacity, by_account, reason_sealed)
        SELECT appointment_id, version, type, transition, from_status, to_status, at, by_capacity, by_account,
          decode(reason, 'hex')
        FROM jsonb_to_recordset(${jsonRows(rows)}) AS given(appointment_id uuid, version integer, type text,
          transition text, from_status text, to_status text, at timestamptz, by_capacity text, by_account uuid,
          reason text)`,
    );
  },

  async of(id) {
    const rows = await db
      .select()
      .from(appointmentEvents)
      .where(eq(appointmentEvents.appointmentId, id))
      .orderBy(asc(appointmentEvents.version));
    const read = rows.map((row) => ({ row, stored: storedOf(row.reasonSealed, null) }));
    const texts = await openTexts(
      { db, sealer },
      read.map(({ row, stored }) => ({ field: 'appointment_event.reason', rowId: rowIdOf(row), stored })),
    );
    return read.map(({ row, stored }) => eventOf(row, texts(stored)));
  },
});
