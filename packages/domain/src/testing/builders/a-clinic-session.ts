import type { ClinicSession, PlannedSession, SessionStatus } from '../../schedules/index.js';
import {
  type ClinicSessionId,
  type DepartmentId,
  type DoctorId,
  idFrom,
  type RoomId,
} from '../../shared/ids.js';
import { aHospital, tenantId } from './beijing.js';

/** Wednesday 2030-01-09, 08:00 to 12:00 in Beijing, with 50 seats that are released a week before at 07:00. */
export const aPlannedSession = (overrides: Partial<PlannedSession> = {}): PlannedSession => ({
  tenantId,
  hospitalId: aHospital().id,
  departmentId: idFrom<DepartmentId>('01900000-0010-7000-8000-000000000001'),
  doctorId: idFrom<DoctorId>('01900000-0011-7000-8000-000000000001'),
  roomId: idFrom<RoomId>('01900000-0012-7000-8000-000000000001'),
  zone: 'Asia/Shanghai',
  visitOn: '2030-01-09',
  during: { startsAt: new Date('2030-01-09T00:00:00Z'), endsAt: new Date('2030-01-09T04:00:00Z') },
  seats: { by: 'session', capacity: 50 },
  capacity: 50,
  release: { at: new Date('2030-01-01T23:00:00Z'), early: [] },
  ...overrides,
});

const publishedAt = new Date('2029-12-31T02:00:00Z');
const releasedAt = new Date('2030-01-01T23:00:00Z');

const stateIn = (status: SessionStatus, { during }: PlannedSession) => {
  if (status === 'DRAFT') return { status };
  if (status === 'PUBLISHED') return { status, publishedAt };
  if (status === 'RELEASED') return { status, publishedAt, releasedAt };
  if (status === 'SUSPENDED')
    return { status, publishedAt, releasedAt, suspendedAt: new Date('2030-01-08T02:00:00Z') };
  return { status, publishedAt, releasedAt, closedAt: during.endsAt };
};

/** The same session in a status, all of its seats on sale. */
export const aClinicSession = (
  status: SessionStatus,
  overrides: Partial<PlannedSession & Pick<ClinicSession, 'id' | 'remaining' | 'version'>> = {},
): ClinicSession => {
  const plan = aPlannedSession();
  const capacity = overrides.capacity ?? plan.capacity;
  return {
    ...plan,
    id: idFrom<ClinicSessionId>('01900000-0013-7000-8000-000000000001'),
    remaining: capacity,
    version: 1,
    ...overrides,
    ...stateIn(status, { ...plan, ...overrides }),
  };
};
