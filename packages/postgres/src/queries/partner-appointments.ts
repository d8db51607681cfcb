import type { Appointment, AppointmentStatus } from '@banzhen/domain/appointments';
import type { AppointmentId, DoctorId, HospitalId, PatientId, TenantId } from '@banzhen/domain/shared/ids';
import { fromAppointmentRow, type SittingRow } from '../clinic/appointment-row.js';
import { rowsOf } from '../database.js';
import { appointments } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { textArray, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';
import { type StartRange, startsWithin } from './start-range.js';

const rows = tableRows(appointments);

export type HospitalAppointmentsQuery = StartRange & {
  readonly tenantId: TenantId;
  readonly hospitalIds: readonly HospitalId[];
  readonly id?: AppointmentId | undefined;
  readonly patientId?: PatientId | undefined;
  readonly doctorId?: DoctorId | undefined;
  /** In one of these states; in any where nothing is said. */
  readonly statuses?: readonly AppointmentStatus[] | undefined;
  readonly after?: AppointmentId | undefined;
  readonly limit: number;
};

const none = sql.raw('');

const isAskedFor = ({
  id,
  patientId,
  doctorId,
  statuses,
  after,
}: HospitalAppointmentsQuery): Statement => sql`
  ${id === undefined ? none : sql`AND appointment.id = ${id}`}
  ${patientId === undefined ? none : sql`AND appointment.patient_id = ${patientId}`}
  ${doctorId === undefined ? none : sql`AND sitting.doctor_id = ${doctorId}`}
  ${statuses === undefined ? none : sql`AND appointment.status = ANY (${textArray(statuses)})`}
  ${after === undefined ? none : sql`AND appointment.id > ${after}`}`;

/** Appointments of a tenant at some hospitals on some days, by id and only after `after`: ids and states, no names. */
export const appointmentsOfHospitals = async (
  { db }: SealedDatabase,
  query: HospitalAppointmentsQuery,
): Promise<readonly Appointment[]> => {
  const found = await rowsOf<SittingRow & Readonly<Record<string, unknown>>>(
    db,
    sql`SELECT ${rows.columns}, sitting.hospital_id, sitting.zone, sitting.starts_at, sitting.ends_at
      FROM appointment JOIN clinic_session sitting ON sitting.id = appointment.session_id
      WHERE appointment.tenant_id = ${query.tenantId} AND sitting.hospital_id = ANY (${uuidArray(query.hospitalIds)})
        AND ${startsWithin('sitting', query)} ${isAskedFor(query)}
      ORDER BY appointment.id LIMIT ${query.limit}::integer`,
  );
  return found.map((row) => fromAppointmentRow(rows.read(row), row));
};
