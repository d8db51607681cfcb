import type { SessionPlan, StoredTemplate } from '../../schedules/index.js';
import { idFrom, type TemplateId } from '../../shared/ids.js';
import { aPlannedSession } from './a-clinic-session.js';

const { tenantId, hospitalId, departmentId, doctorId, roomId, zone } = aPlannedSession();

/** 08:00 to 12:00, 50 seats, released a week before at 07:00. */
export const morning: SessionPlan = {
  fromMinute: 480,
  toMinute: 720,
  roomId,
  seats: { by: 'session', capacity: 50 },
  release: { kind: 'days-before', days: 7, minuteOfDay: 420, early: [] },
};

/** 13:30 to 17:00, two patients every ten minutes. */
export const afternoon: SessionPlan = {
  ...morning,
  fromMinute: 810,
  toMinute: 1020,
  seats: { by: 'time', everyMinutes: 10, seatsEach: 2 },
};

/** Monday and Wednesday mornings and Wednesday afternoons, from 2030 on. */
export const aTemplate = (overrides: Partial<StoredTemplate> = {}): StoredTemplate => ({
  id: idFrom<TemplateId>('01900000-0016-7000-8000-000000000001'),
  ...{ tenantId, hospitalId, departmentId, doctorId, zone },
  effectiveFrom: '2030-01-01',
  week: [
    { ...morning, weekday: 1 },
    { ...morning, weekday: 3 },
    { ...afternoon, weekday: 3 },
  ],
  version: 1,
  ...overrides,
});
