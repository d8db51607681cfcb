import type { Appointment } from '@banzhen/domain/appointments';
import type { AccountId, AppointmentId, ClinicSessionId } from '@banzhen/domain/shared/ids';
import { fromAppointmentRow, type SittingRow } from '../clinic/appointment-row.js';
import { rowsOf } from '../database.js';
import { appointments } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored, stored } from '../sealing/stored-texts.js';
import { at, optional, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';

const rows = tableRows(appointments);

type Names = {
  readonly hospitalName: string;
  readonly departmentName: string;
  readonly doctorName: string;
  readonly doctorTitle: string;
  readonly roomName: string;
};

/** An appointment with the names of who sees whom where. */
export type NamedAppointment = Names & {
  readonly appointment: Appointment;
  readonly patientName: string;
  /** Who has proposed to void it as it is (H12). */
  readonly voidProposedBy?: AccountId;
};

type Row = Names &
  SittingRow &
  Readonly<Record<string, unknown>> & {
    readonly patientName: Stored;
    readonly voidProposedBy: AccountId | null;
  };

const named = async (database: SealedDatabase, which: Statement): Promise<readonly NamedAppointment[]> => {
  const found = await rowsOf<Row>(
    database.db,
    sql`SELECT ${rows.columns}, sitting.hospital_id, sitting.zone, sitting.starts_at, sitting.ends_at,
        hospital.name AS "hospitalName", department.name AS "departmentName", doctor.name AS "doctorName",
        doctor.title AS "doctorTitle", room.name AS "roomName",
        ${stored('patient', 'display_name')} AS "patientName", proposed.by_account AS "voidProposedBy"
      FROM appointment JOIN clinic_session sitting ON sitting.id = appointment.session_id
        JOIN hospital ON hospital.id = sitting.hospital_id
        JOIN department ON department.id = appointment.department_id
        JOIN doctor ON doctor.id = appointment.doctor_id
        JOIN room ON room.id = sitting.room_id
        LEFT JOIN patient ON patient.id = appointment.patient_id
        LEFT JOIN appointment_event proposed ON proposed.appointment_id = appointment.id
          AND proposed.version = appointment.version AND proposed.type = 'AppointmentVoidProposed'
      ${which}`,
  );
  const texts = await openTexts(
    database,
    found.map((row) => ({
      field: 'patient.display_name',
      rowId: rows.read(row).patientId,
      stored: row.patientName,
    })),
  );
  return found.map((row) => {
    const { hospitalName, departmentName, doctorName, doctorTitle, roomName } = row;
    return {
      hospitalName,
      departmentName,
      doctorName,
      doctorTitle,
      roomName,
      patientName: texts(row.patientName) ?? '',
      ...optional('voidProposedBy', row.voidProposedBy),
      appointment: fromAppointmentRow(rows.read(row), row),
    };
  });
};

/** One appointment. */
export const namedAppointment = async (
  database: SealedDatabase,
  id: AppointmentId,
): Promise<NamedAppointment | undefined> => (await named(database, sql`WHERE appointment.id = ${id}`))[0];

/** Those that somebody booked or that are about patients whom they may see at `now`, the newest first, only before `before`. */
export const ownAppointments = (
  database: SealedDatabase,
  accountId: AccountId,
  page: { readonly now: Date; readonly limit: number; readonly before?: AppointmentId | undefined },
): Promise<readonly NamedAppointment[]> =>
  named(
    database,
    sql`WHERE (appointment.booked_by = ${accountId} OR appointment.patient_id IN (
        SELECT patient_id FROM patient_grant WHERE account_id = ${accountId} AND 'view' = ANY (scopes)
          AND valid_from <= ${at(page.now)} AND (valid_until IS NULL OR valid_until > ${at(page.now)})))
      ${page.before === undefined ? sql.raw('') : sql`AND appointment.id < ${page.before}`}
      ORDER BY appointment.id DESC LIMIT ${page.limit}::integer`,
  );

/** All that were ever made of a session's seats, by ticket. */
export const appointmentsOfSession = (
  database: SealedDatabase,
  sessionId: ClinicSessionId,
): Promise<readonly NamedAppointment[]> =>
  named(database, sql`WHERE appointment.session_id = ${sessionId} ORDER BY appointment.ticket`);

/** Those among `ids` that are there. */
export const namedAppointments = (
  database: SealedDatabase,
  ids: readonly AppointmentId[],
): Promise<readonly NamedAppointment[]> =>
  named(database, sql`WHERE appointment.id = ANY (${uuidArray(ids)})`);
