import { type AppointmentId, idFrom, type WaitlistEntryId } from '../../shared/ids.js';
import type { WaitlistEntry, WaitlistEntryCommon, WaitlistStatus } from '../../waitlist/index.js';
import { anAppointment } from './an-appointment.js';

const { sitting, patientId, personId, bookedBy } = anAppointment('HELD');
const { tenantId, hospitalId, departmentId, zone } = sitting;

const common: WaitlistEntryCommon = {
  id: idFrom<WaitlistEntryId>('01900000-0016-7000-8000-000000000001'),
  target: { tenantId, hospitalId, departmentId },
  zone,
  wanted: { from: '2030-01-08', until: '2030-01-11' },
  patientId,
  personId,
  joinedBy: bookedBy,
  joinedAs: 'U',
  createdAt: new Date('2030-01-07T02:00:00Z'),
  waitingSince: new Date('2030-01-07T02:00:00Z'),
  expiries: 0,
  version: 1,
};

const appointmentId = idFrom<AppointmentId>('01900000-0014-7000-8000-000000000001');
const endedAt = new Date('2030-01-08T02:20:00Z');

const stateIn = (status: WaitlistStatus) => {
  if (status === 'OFFERED')
    return { status, appointmentId, offeredUntil: new Date('2030-01-08T02:30:00Z') } as const;
  if (status === 'ACCEPTED') return { status, appointmentId, endedAt } as const;
  return status === 'WAITING' || status === 'PAUSED' ? { status } : { status, endedAt };
};

/** `aFamily` waits for any doctor of a department, from 2030-01-08 to 2030-01-10. */
export const aWaitlistEntry = (
  status: WaitlistStatus,
  overrides: Partial<WaitlistEntryCommon> = {},
): WaitlistEntry => ({ ...common, ...overrides, ...stateIn(status) });
