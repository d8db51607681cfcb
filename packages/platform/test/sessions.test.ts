import {
  aClinicSession,
  aDispatcher,
  aPlannedSession,
  aTemplate,
  inMemorySchedules,
  must,
} from '@banzhen/domain/testing';
import { expect, it } from 'vitest';
import { startSessions } from '../src/background/sessions.js';

const dispatcher = aDispatcher();
const { hospitalId, departmentId, doctorId } = aPlannedSession();
const dates = { hospitalId, from: '2030-01-15', until: '2030-04-16' };
const nothing = async () => ({ moved: [], refused: [], isMore: false });
const quiet = { info: () => undefined, error: () => undefined };

/** Some months of sessions, none of them on sale yet. */
const withSessions = async () => {
  const world = await inMemorySchedules();
  const { effectiveFrom, week } = aTemplate();
  must(await world.schedules.addTemplate(dispatcher, { departmentId, doctorId, effectiveFrom, week }));
  const { created } = must(await world.schedules.publishSchedule(dispatcher, dates));
  const told = (event: string) => world.messages().filter(({ type }) => type === event).length;
  const released = () => told('ClinicSessionReleased');
  return { ...world, created, released, closed: () => told('ClinicSessionClosed') };
};

it('after a downtime releases everything that was missed, once, however many loops run', async () => {
  const { schedules, clock, created, released } = await withSessions();
  expect(created).toBeGreaterThan(32);
  clock.set(new Date('2030-04-15T00:00:00Z'));
  const loops = [1, 2, 3].map(() => startSessions({ schedules, log: quiet }));
  await expect.poll(released).toBe(created);
  await Promise.all(loops.map((loop) => loop.stop()));
  const again = startSessions({ schedules, log: quiet });
  await schedules.releaseDueSessions(32);
  await again.stop();
  expect(released()).toBe(created);
  const { sessions } = must(await schedules.listSessions(dispatcher, dates));
  expect(sessions.map(({ session }) => session.status)).not.toContain('PUBLISHED');
});

it('releases nothing before its time', async () => {
  const { schedules, clock, released } = await withSessions();
  let looked = 0;
  const watched = {
    ...schedules,
    releaseDueSessions: async (limit: number) => {
      const answer = await schedules.releaseDueSessions(limit);
      looked += 1;
      return answer;
    },
  };
  clock.set(new Date('2030-01-08T22:59:59Z'));
  const loop = startSessions({ schedules: watched, log: quiet });
  await expect.poll(() => looked).toBeGreaterThan(0);
  await loop.stop();
  expect(released()).toBe(0);
});

it('closes what is over, after what was missed was released', async () => {
  const { schedules, clock, created, closed } = await withSessions();
  clock.set(new Date('2030-05-01T00:00:00Z'));
  while ((await schedules.releaseDueSessions(100)).isMore);
  const loops = [1, 2].map(() => startSessions({ schedules, log: quiet }));
  await expect.poll(closed).toBe(created);
  await Promise.all(loops.map((loop) => loop.stop()));
  const { sessions } = must(await schedules.listSessions(dispatcher, dates));
  expect(new Set(sessions.map(({ session }) => session.status))).toEqual(new Set(['CLOSED']));
});

it.each([
  ['releaseDueSessions', 'session.not-released'],
  ['closeEndedSessions', 'session.not-closed'],
] as const)('says which session %s did not move, and goes on', async (step, event) => {
  const told: unknown[] = [];
  const { id: clinicSessionId } = aClinicSession('PUBLISHED');
  const refused = [{ clinicSessionId, refusal: { type: 'NotFound' } as const }];
  const schedules = {
    ...{ releaseDueSessions: nothing, closeEndedSessions: nothing },
    [step]: async () => ({ moved: [], refused, isMore: false }),
  };
  const log = { ...quiet, error: (...line: readonly unknown[]) => void told.push(line) };
  const loop = startSessions({ schedules, log });
  await expect.poll(() => told.length).toBeGreaterThan(0);
  await loop.stop();
  expect(told[0]).toEqual([event, { clinicSessionId, refusal: 'NotFound' }]);
});
