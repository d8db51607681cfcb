import { makeSchedules } from '../clinics/index.js';
import type { Message } from '../messaging/index.js';
import { aPlannedSession } from './builders/a-clinic-session.js';
import { aCity, aHospital } from './builders/beijing.js';
import { fixedOffsetCalendar } from './fixed-calendar.js';
import { fixedClock } from './fixed-clock.js';
import { inMemoryAuditStores } from './in-memory-audit.js';
import { inMemoryClinicStores } from './in-memory-clinic.js';
import { inMemoryDatabase } from './in-memory-database.js';
import { must } from './in-memory-visits.js';
import { scriptedIds } from './scripted-ids.js';

/**
 * All use cases about the schedules of clinics on one state, at 10:00 on Monday 2030-01-07 in Beijing, with the department, the
 * doctor and the room of `aPlannedSession`. New Year is a holiday, and so is Monday 2030-01-28.
 */
export const inMemorySchedules = async () => {
  const database = inMemoryDatabase();
  const stores = inMemoryClinicStores(database);
  const clock = fixedClock();
  const { unitOfWork, seeds } = stores;
  const calendar = fixedOffsetCalendar({ offsetMinutes: 480, holidays: ['2030-01-01', '2030-01-28'] });
  const deps = { unitOfWork, platformUnitOfWork: unitOfWork, clock, ids: scriptedIds(0x5c), calendar };
  await seeds.addCity(aCity());
  await seeds.addHospital(aHospital());
  const { tenantId, hospitalId, departmentId, doctorId, roomId } = aPlannedSession();
  must(
    await unitOfWork.run<void, never>(async ({ directory }) => {
      await directory.save({
        departments: [{ id: departmentId, tenantId, hospitalId, name: '心内科' }],
        doctors: [
          { id: doctorId, tenantId, departmentId, name: '李医生', title: '主任医师', introduction: '' },
        ],
        rooms: [{ id: roomId, tenantId, hospitalId, name: '三诊室' }],
      });
      return { ok: true, value: undefined };
    }),
  );
  const { reader: audit } = inMemoryAuditStores(database);
  return {
    stores,
    clock,
    deps,
    schedules: makeSchedules(deps),
    audit,
    /** What the outbox was told, the oldest first. */
    messages: (): readonly Message[] =>
      database
        .committed()
        .messages.where(() => true)
        .map(({ message }) => message),
  };
};

export type InMemorySchedules = Awaited<ReturnType<typeof inMemorySchedules>>;
