import type { Appointment } from '@banzhen/domain/appointments';
import type { HospitalId, PatientId, TenantId } from '@banzhen/domain/shared/ids';
import { fromAppointmentRow, type SittingRow } from '../clinic/appointment-row.js';
import { rowsOf } from '../database.js';
import { appointments } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';
import { tableRows } from '../table-rows.js';

const rows = tableRows(appointments);

export type MembersQuery = {
  readonly tenantId: TenantId;
  readonly hospitalIds: readonly HospitalId[];
  readonly after?: PatientId | undefined;
  readonly limit: number;
};

/**
 * Of each patient who has been at these hospitals the appointment there that was made last, where it keeps a membership that counted
 * when it was made: by patient, and only after `after`. No name, and of whoever booked nothing.
 */
export const newestOfMembers = async (
  { db }: SealedDatabase,
  { tenantId, hospitalIds, after, limit }: MembersQuery,
): Promise<readonly Appointment[]> => {
  const found = await rowsOf<SittingRow & Readonly<Record<string, unknown>>>(
    db,
    sql`SELECT ${rows.columns}, sitting.hospital_id, sitting.zone, sitting.starts_at, sitting.ends_at
      FROM (SELECT DISTINCT ON (made.patient_id) made.* FROM appointment made JOIN clinic_session held ON held.id = made.session_id
        WHERE made.tenant_id = ${tenantId} AND held.hospital_id = ANY (${uuidArray(hospitalIds)})
          ${after === undefined ? sql.raw('') : sql`AND made.patient_id > ${after}`}
        ORDER BY made.patient_id, made.created_at DESC, made.id DESC) appointment
      JOIN clinic_session sitting ON sitting.id = appointment.session_id
      WHERE appointment.membership #>> '{standing,kind}' IN ('active', 'grace')
      ORDER BY appointment.patient_id LIMIT ${limit}::integer`,
  );
  return found.map((row) => fromAppointmentRow(rows.read(row), row));
};
