import type { Appointment, AppointmentCommon } from '@banzhen/domain/appointments';
import type { HospitalId } from '@banzhen/domain/shared/ids';
import { keptMembershipIn } from '../membership/kept-membership-json.js';
import type { appointments } from '../schema/index.js';
import { optional, present } from '../sql-values.js';

export type AppointmentRow = typeof appointments.$inferSelect;

/** What an appointment shows of its session, beside its own copies. */
export type SittingRow = {
  readonly hospital_id: HospitalId;
  readonly zone: string;
  readonly starts_at: string;
  readonly ends_at: string;
};

const stateOf = (row: AppointmentRow) => {
  const { status } = row;
  if (status === 'HELD')
    return { status, heldUntil: present(row.heldUntil, 'appointment.held_until') } as const;
  if (status === 'PENDING_CONFIRM')
    return { status, submittedAt: present(row.submittedAt, 'appointment.submitted_at') } as const;
  const clinicRecord = () => present(row.clinicRecord, 'appointment.clinic_record');
  if (status === 'BOOKED') return { status, clinicRecord: clinicRecord() } as const;
  if (status === 'CHECKED_IN') {
    const checkedInAt = present(row.checkedInAt, 'appointment.checked_in_at');
    return { status, clinicRecord: clinicRecord(), checkedInAt } as const;
  }
  const endedAt = present(row.endedAt, 'appointment.ended_at');
  return status === 'FULFILLED' || status === 'NO_SHOW'
    ? ({ status, clinicRecord: clinicRecord(), endedAt } as const)
    : ({ status, endedAt } as const);
};

export const fromAppointmentRow = (row: AppointmentRow, sitting: SittingRow): Appointment => {
  const common: AppointmentCommon = {
    id: row.id,
    sitting: {
      sessionId: row.sessionId,
      tenantId: row.tenantId,
      hospitalId: sitting.hospital_id,
      departmentId: row.departmentId,
      doctorId: row.doctorId,
      zone: sitting.zone,
      visitOn: row.visitOn,
      during: { startsAt: new Date(sitting.starts_at), endsAt: new Date(sitting.ends_at) },
    },
    seat: { ticket: row.ticket, ...optional('seatNo', row.seatNo) },
    patientId: row.patientId,
    personId: row.personId,
    bookedBy: row.bookedBy,
    sequence: row.sequence,
    familyReschedules: row.familyReschedules,
    createdAt: row.createdAt,
    policyVersion: row.policyVersion,
    ...keptMembershipIn(row.membership),
    version: row.version,
  };
  return { ...common, ...stateOf(row) };
};
