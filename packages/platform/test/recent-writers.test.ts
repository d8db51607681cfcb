import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import type { Marks } from '@banzhen/redis';
import { describe, expect, it } from 'vitest';
import { noRecentWriters, recentWriters } from '../src/recent-writers.js';

const [one, other] = ['01900000-0003-7000-8000-000000000001', '01900000-0003-7000-8000-000000000002'].map(
  (id) => idFrom<AccountId>(id),
) as [AccountId, AccountId];

/** Marks of a Redis that may be away, with a clock of its own. */
const marksOn = (clock: { now: number; isAway: boolean }): Marks => {
  const until = new Map<string, number>();
  const reach = () => {
    if (clock.isAway) throw new Error('away');
  };
  return {
    async put(key, lastsMs) {
      reach();
      until.set(key, clock.now + lastsMs);
    },
    async has(key) {
      reach();
      return (until.get(key) ?? 0) > clock.now;
    },
    close: async () => undefined,
  };
};

describe('who has just written', () => {
  const open = () => {
    const clock = { now: 1_000, isAway: false };
    const marks = marksOn(clock);
    const process = () => recentWriters(marks, 5_000, () => clock.now);
    return { clock, here: process(), there: process() };
  };

  it('is known in every process for as long as a replica may lag, and a second more', async () => {
    const { clock, here, there } = open();
    await here.note(one);
    for (const writers of [here, there]) {
      expect(await writers.hasWritten(one)).toBe(true);
      expect(await writers.hasWritten(other)).toBe(false);
    }
    clock.now += 5_999;
    for (const writers of [here, there]) expect(await writers.hasWritten(one)).toBe(true);
    clock.now += 1;
    for (const writers of [here, there]) expect(await writers.hasWritten(one)).toBe(false);
  });

  it('is everybody while Redis cannot be asked, and noting never fails', async () => {
    const { clock, here, there } = open();
    clock.isAway = true;
    await here.note(one);
    expect(await here.hasWritten(one)).toBe(true);
    expect(await there.hasWritten(other)).toBe(true);
    clock.isAway = false;
    expect(await there.hasWritten(other)).toBe(false);
    expect(await here.hasWritten(one)).toBe(true);
  });

  it('is everybody where there is nothing old to read', async () => {
    await noRecentWriters.note(one);
    expect(await noRecentWriters.hasWritten(other)).toBe(true);
  });
});
