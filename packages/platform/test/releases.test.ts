import {
  aClinicSession,
  aDispatcher,
  aPlannedSession,
  aTemplate,
  inMemorySchedules,
  must,
} from '@banzhen/domain/testing';
import { expect, it } from 'vitest';
import { startReleases } from '../src/background/releases.js';

const dispatcher = aDispatcher();
const { hospitalId, departmentId, doctorId } = aPlannedSession();
const dates = { hospitalId, from: '2030-01-15', until: '2030-04-16' };
const quiet = { info: () => undefined, error: () => undefined };

/** Some months of sessions, none of them on sale yet. */
const withSessions = async () => {
  const world = await inMemorySchedules();
  const { effectiveFrom, week } = aTemplate();
  must(await world.schedules.addTemplate(dispatcher, { departmentId, doctorId, effectiveFrom, week }));
  const { created } = must(await world.schedules.publishSchedule(dispatcher, dates));
  const released = () => world.messages().filter(({ type }) => type === 'ClinicSessionReleased').length;
  return { ...world, created, released };
};

it('after a downtime releases everything that was missed, once, however many loops run', async () => {
  const { schedules, clock, created, released } = await withSessions();
  expect(created).toBeGreaterThan(32);
  clock.set(new Date('2030-04-15T00:00:00Z'));
  const loops = [1, 2, 3].map(() => startReleases({ schedules, log: quiet }));
  await expect.poll(released).toBe(created);
  await Promise.all(loops.map((loop) => loop.stop()));
  const again = startReleases({ schedules, log: quiet });
  await schedules.releaseDueSessions(32);
  await again.stop();
  expect(released()).toBe(created);
  const { sessions } = must(await schedules.listSessions(dispatcher, dates));
  expect(sessions.map(({ session }) => session.status)).toEqual(sessions.map(() => 'RELEASED'));
});

it('releases nothing before its time', async () => {
  const { schedules, clock, released } = await withSessions();
  let looked = 0;
  const watched = {
    releaseDueSessions: async (limit: number) => {
      const answer = await schedules.releaseDueSessions(limit);
      looked += 1;
      return answer;
    },
  };
  clock.set(new Date('2030-01-08T22:59:59Z'));
  const loop = startReleases({ schedules: watched, log: quiet });
  await expect.poll(() => looked).toBeGreaterThan(0);
  await loop.stop();
  expect(released()).toBe(0);
});

it('says which session is not released, and goes on', async () => {
  const told: unknown[] = [];
  const { id: clinicSessionId } = aClinicSession('PUBLISHED');
  const refused = [{ clinicSessionId, refusal: { type: 'NotFound' } as const }];
  const schedules = { releaseDueSessions: async () => ({ released: [], refused, isMore: false }) };
  const log = { ...quiet, error: (...line: readonly unknown[]) => void told.push(line) };
  const loop = startReleases({ schedules, log });
  await expect.poll(() => told.length).toBeGreaterThan(0);
  await loop.stop();
  expect(told[0]).toEqual(['session.not-released', { clinicSessionId, refusal: 'NotFound' }]);
});
