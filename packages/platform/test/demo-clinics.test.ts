import { temporalCalendar } from '@banzhen/calendar';
import { makeSchedules } from '@banzhen/domain/clinics';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import { fixedClock, inMemoryClinicStores, must, scriptedIds } from '@banzhen/domain/testing';
import { expect, it } from 'vitest';
import { demoCity, demoHospitals, demoTenant } from '../src/demo/demo-city.js';
import { loadDemoClinics } from '../src/demo/load-demo-clinics.js';

const dispatcher: Person = {
  kind: 'person',
  accountId: idFrom<AccountId>('01900003-0000-7000-8000-000000000001'),
  tenantId: demoTenant,
  staffRoles: ['dispatcher'],
};
const DAY_MINUTES = 24 * 60;
/** Monday 2030-01-07 at 10:00 in Beijing, and two weeks from it. */
const dates = { from: '2030-01-01', until: '2030-02-01' };

const aDemo = async (hospitals = demoHospitals) => {
  const { unitOfWork, seeds } = inMemoryClinicStores();
  const clock = fixedClock();
  const deps = {
    ...{ unitOfWork, platformUnitOfWork: unitOfWork, clock },
    calendar: temporalCalendar(),
    ids: scriptedIds(0xde),
  };
  await seeds.addCity(demoCity);
  for (const { id, name, place } of hospitals)
    await seeds.addHospital({ id, name, place, cityCode: demoCity.code });
  const schedules = makeSchedules(deps);
  const sessionsOf = async (hospitalId = demoHospitals[0]?.id) => {
    if (!hospitalId) throw new Error('the demo has hospitals');
    return must(await schedules.listSessions(dispatcher, { hospitalId, ...dates })).sessions.map(
      ({ session }) => session,
    );
  };
  return { deps, clock, schedules, sessionsOf };
};

it('has two doctors with sessions for two weeks in each hospital, on sale when that was due', async () => {
  const { deps, clock, sessionsOf, schedules } = await aDemo();
  await loadDemoClinics(deps);
  for (const { id } of demoHospitals) {
    const sessions = await sessionsOf(id);
    expect(new Set(sessions.map(({ doctorId }) => doctorId)).size).toBe(2);
    expect(sessions).toHaveLength(16);
    for (const { status, release } of sessions)
      expect(status).toBe(release.at && release.at > clock.now() ? 'PUBLISHED' : 'RELEASED');
    expect(new Set(sessions.map(({ status }) => status)).size).toBe(2);
  }
  expect((await schedules.releaseDueSessions(100)).moved).toEqual([]);
});

it('is the same at the next start, with what people have changed, and has the days that are new', async () => {
  const { deps, clock, schedules, sessionsOf } = await aDemo();
  await loadDemoClinics(deps);
  const [first, second] = await sessionsOf();
  if (!first || !second) throw new Error('the first hospital has sessions');
  must(await schedules.closeSession(dispatcher, { clinicSessionId: first.id, reason: '演示' }));
  const wider = { clinicSessionId: second.id, capacity: 60, reason: '演示' };
  if (second.seats.by === 'session') must(await schedules.changeCapacity(dispatcher, wider));
  const before = await sessionsOf();
  await loadDemoClinics(deps);
  expect(await sessionsOf()).toEqual(before);
  clock.advance(7 * DAY_MINUTES);
  await loadDemoClinics(deps);
  const after = await sessionsOf();
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after).toHaveLength(before.length + 8);
});

it('leaves out a hospital that is not there under its id', async () => {
  const { deps, sessionsOf } = await aDemo(demoHospitals.slice(0, 1));
  await loadDemoClinics(deps);
  expect(await sessionsOf()).toHaveLength(16);
});
