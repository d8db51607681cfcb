import type { Appointment } from '@banzhen/domain/appointments';
import type { AppointmentId, HospitalId, TenantId } from '@banzhen/domain/shared/ids';
import { fromAppointmentRow, type SittingRow } from '../clinic/appointment-row.js';
import { rowsOf } from '../database.js';
import { appointments } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { sql } from '../statement.js';
import { tableRows } from '../table-rows.js';

const rows = tableRows(appointments);

export type HospitalAppointmentsQuery = {
  readonly tenantId: TenantId;
  readonly hospitalId: HospitalId;
  /** Days of the clinics' calendars, both included. */
  readonly from: string;
  readonly until: string;
  readonly after?: AppointmentId | undefined;
  readonly limit: number;
};

/** Appointments of a tenant at a hospital on some days, by id and only after `after`: ids and states, no names. */
export const appointmentsOfHospital = async (
  { db }: SealedDatabase,
  { tenantId, hospitalId, from, until, after, limit }: HospitalAppointmentsQuery,
): Promise<readonly Appointment[]> => {
  const found = await rowsOf<SittingRow & Readonly<Record<string, unknown>>>(
    db,
    sql`SELECT ${rows.columns}, sitting.hospital_id, sitting.zone, sitting.starts_at, sitting.ends_at
      FROM appointment JOIN clinic_session sitting ON sitting.id = appointment.session_id
      WHERE appointment.tenant_id = ${tenantId} AND sitting.hospital_id = ${hospitalId}
        AND appointment.visit_on BETWEEN ${from}::date AND ${until}::date
        ${after === undefined ? sql.raw('') : sql`AND appointment.id > ${after}`}
      ORDER BY appointment.id LIMIT ${limit}::integer`,
  );
  return found.map((row) => fromAppointmentRow(rows.read(row), row));
};
