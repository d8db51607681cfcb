import type { Appointment, AppointmentStore, DayVisit, DueAppointments } from '@banzhen/domain/appointments';
import { ANSWERING } from '@banzhen/domain/partners';
import type { AppointmentId } from '@banzhen/domain/shared/ids';
import { done, err } from '@banzhen/domain/shared/result';
import { type Database, rowsOf } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { appointments } from '../schema/index.js';
import { at, instantOf, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';
import { fromAppointmentRow, type SittingRow } from './appointment-row.js';

const rows = tableRows(appointments);

const selected = sql`SELECT ${rows.columns}, sitting.hospital_id, sitting.zone, sitting.starts_at, sitting.ends_at
  FROM appointment JOIN clinic_session sitting ON sitting.id = appointment.session_id`;

const instantOrNull = (instant: Date | undefined): Statement =>
  sql`${instant?.toISOString() ?? null}::timestamptz`;

const updated = (appointment: Appointment, expectedVersion: number): Statement => {
  const { id, status, sequence, familyReschedules, version } = appointment;
  return sql`UPDATE appointment SET status = ${status}, sequence = ${sequence}, family_reschedules = ${familyReschedules},
      held_until = ${instantOrNull('heldUntil' in appointment ? appointment.heldUntil : undefined)},
      submitted_at = ${instantOrNull('submittedAt' in appointment ? appointment.submittedAt : undefined)},
      clinic_record = ${'clinicRecord' in appointment ? appointment.clinicRecord : null}::text,
      checked_in_at = ${instantOrNull('checkedInAt' in appointment ? appointment.checkedInAt : undefined)},
      ended_at = ${instantOrNull('endedAt' in appointment ? appointment.endedAt : undefined)}, version = ${version}
    WHERE id = ${id} AND version = ${expectedVersion} RETURNING id`;
};

/** Appointments by id and version (H1–H12); `take_seats` alone makes them. */
export const postgresAppointments = (db: Database): AppointmentStore => ({
  async find(id) {
    const [row] = await rowsOf<Record<string, unknown> & SittingRow>(
      db,
      sql`${selected} WHERE appointment.id = ${id}`,
    );
    return row && fromAppointmentRow(rows.read(row), row);
  },

  async update(appointment, expectedVersion) {
    if (appointment.version <= expectedVersion)
      throw new RangeError(`appointment ${appointment.id} must move to a higher version`);
    const changed = await rowsOf(db, updated(appointment, expectedVersion));
    if (changed.length === 1) return done;
    const [stored] = await rowsOf<{ version: number }>(
      db,
      sql`SELECT version FROM appointment WHERE id = ${appointment.id}`,
    );
    return err({ type: 'StaleVersion', ...(stored ? { currentVersion: stored.version } : {}) });
  },

  async onDay(personId, visitOn) {
    return rowsOf<DayVisit>(
      db,
      sql`SELECT doctor_id AS "doctorId", department_id AS "departmentId" FROM appointment
        WHERE person_id = ${personId} AND visit_on = ${visitOn}::date AND keeps_seat ORDER BY id`,
    );
  },

  async noShowsOf(personId, since) {
    const found = await rowsOf<{ ended_at: string }>(
      db,
      sql`SELECT ended_at FROM appointment
        WHERE person_id = ${personId} AND status = 'NO_SHOW' AND ended_at >= ${at(since)} ORDER BY ended_at`,
    );
    return found.map(({ ended_at }) => instantOf(ended_at));
  },

  async newestAt({ tenantId, hospitalIds }, patientId) {
    const [row] = await rowsOf<Record<string, unknown> & SittingRow>(
      db,
      sql`${selected} WHERE appointment.patient_id = ${patientId} AND appointment.tenant_id = ${tenantId}
        AND sitting.hospital_id = ANY (${uuidArray(hospitalIds)}) ORDER BY appointment.created_at DESC, appointment.id DESC LIMIT 1`,
    );
    return row && fromAppointmentRow(rows.read(row), row);
  },

  async seatedIn(sessionId) {
    const found = await rowsOf<Record<string, unknown> & SittingRow>(
      db,
      sql`${selected} WHERE appointment.session_id = ${sessionId} AND keeps_seat ORDER BY ticket`,
    );
    return found.map((row) => fromAppointmentRow(rows.read(row), row));
  },
});

/** Work for the jobs of appointments, outside any transaction. */
export const postgresDueAppointments = (db: Database): DueAppointments => {
  const ids = async (found: Statement): Promise<readonly AppointmentId[]> =>
    (await rowsOf<{ id: AppointmentId }>(db, found)).map(({ id }) => id);
  return withSafeErrors<DueAppointments>({
    expiredHolds: (now, limit) =>
      ids(sql`SELECT id FROM appointment WHERE status = 'HELD' AND held_until <= ${at(now)}
        ORDER BY held_until, id LIMIT ${limit}`),
    unanswered: (limit) =>
      ids(
        sql`SELECT appointment.id FROM appointment JOIN clinic_session sitting ON sitting.id = session_id
          WHERE appointment.status = 'PENDING_CONFIRM' AND NOT EXISTS (SELECT FROM clinic_system system
            WHERE system.tenant_id = appointment.tenant_id AND system.hospital_id = sitting.hospital_id)
            AND (sitting.status = 'SUSPENDED' OR NOT EXISTS (SELECT FROM partner_key key JOIN partner ON partner.id = key.partner_id
              WHERE partner.tenant_id = appointment.tenant_id AND sitting.hospital_id = ANY (key.hospital_ids)
                AND ${ANSWERING} = ANY (key.operations) AND key.revoked_at IS NULL))
          ORDER BY submitted_at, appointment.id LIMIT ${limit}`,
      ),
    unfinished: (now, limit) =>
      ids(sql`SELECT appointment.id FROM appointment JOIN clinic_session sitting ON sitting.id = session_id
        WHERE appointment.status = 'CHECKED_IN'
          AND appointment.visit_on < (${at(now)} AT TIME ZONE sitting.zone)::date
        ORDER BY appointment.visit_on, appointment.id LIMIT ${limit}`),
  });
};
