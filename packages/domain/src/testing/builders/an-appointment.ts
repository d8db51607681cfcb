import type { Appointment, AppointmentCommon, AppointmentStatus } from '../../appointments/index.js';
import { type AppointmentId, idFrom, type PersonId } from '../../shared/ids.js';
import { aClinicSession } from './a-clinic-session.js';
import { aFamily, aPatient } from './people.js';

const {
  id: sessionId,
  tenantId,
  hospitalId,
  departmentId,
  doctorId,
  zone,
  visitOn,
  during,
} = aClinicSession('RELEASED');

const common: AppointmentCommon = {
  id: idFrom<AppointmentId>('01900000-0014-7000-8000-000000000001'),
  sitting: { sessionId, tenantId, hospitalId, departmentId, doctorId, zone, visitOn, during },
  seat: { ticket: 7 },
  patientId: aPatient().id,
  personId: idFrom<PersonId>('01900000-0015-7000-8000-000000000001'),
  bookedBy: aFamily().accountId,
  sequence: 0,
  familyReschedules: 0,
  createdAt: new Date('2030-01-07T02:00:00Z'),
  policyVersion: 1,
  version: 1,
};

const heldUntil = new Date('2030-01-07T02:05:00Z');
const submittedAt = new Date('2030-01-07T02:03:00Z');
const checkedInAt = new Date('2030-01-08T23:40:00Z');
const endedAt = new Date('2030-01-09T03:00:00Z');
const clinicRecord = 'MZ-20300109-007';

const stateIn = (status: AppointmentStatus) => {
  if (status === 'HELD') return { status, heldUntil };
  if (status === 'PENDING_CONFIRM') return { status, submittedAt };
  if (status === 'BOOKED') return { status, clinicRecord };
  if (status === 'CHECKED_IN') return { status, clinicRecord, checkedInAt };
  if (status === 'FULFILLED' || status === 'NO_SHOW') return { status, clinicRecord, endedAt };
  return { status, endedAt };
};

/** An appointment for the session of `aClinicSession`, held on Monday at 10:00 in Beijing. */
export const anAppointment = (
  status: AppointmentStatus,
  overrides: Partial<AppointmentCommon> = {},
): Appointment => ({ ...common, ...overrides, ...stateIn(status) });
