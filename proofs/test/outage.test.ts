import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { planOutages } from '../dist/proofs/outage/outages.js';
import { randomFrom } from '../dist/proofs/outage/random.js';
import { sharedClock } from '../dist/proofs/outage/shared-clock.js';

const at = (minute: number) => new Date(minute * 60_000);

describe('the clock that visits share', () => {
  const withClock = (visits: number) => {
    const moves: number[] = [];
    const clock = {
      now: async () => at(0),
      reach: async (instant: Date) => void moves.push(instant.getTime() / 60_000),
    };
    return { moves, shared: sharedClock(clock, visits) };
  };

  it('moves when all want it to, no further than the first needs', async () => {
    const { moves, shared } = withClock(2);
    const log: string[] = [];
    const first = shared.reach(at(10)).then(() => log.push('first'));
    await pause(5);
    expect(moves).toEqual([]);
    const second = shared.reach(at(20)).then(() => log.push('second'));
    await first;
    expect({ moves, log }).toEqual({ moves: [10], log: ['first'] });
    void shared.reach(at(30));
    await second;
    expect(moves).toEqual([10, 20]);
  });

  it('does not wait for a visit that is over', async () => {
    const { moves, shared } = withClock(2);
    const alone = shared.reach(at(10));
    shared.leave();
    await alone;
    expect(moves).toEqual([10]);
  });
});

describe('outages', () => {
  const plan = (seed: number) => {
    const events: string[] = [];
    const server = (name: 'redis' | 'postgres') => ({
      name,
      kill9: async () => void events.push(`${name} dies`),
      start: async () => void events.push(`${name} is back`),
    });
    const outages = planOutages({
      servers: [server('redis'), server('postgres')],
      steps: 20,
      outages: 4,
      random: randomFrom(seed),
      onBack: () => undefined,
    });
    return { events, outages };
  };

  it('come one after the other, each server in its turn, as many as were wanted', async () => {
    const { events, outages } = plan(7);
    for (let step = 0; step < 20; step += 1) outages.step();
    await outages.over();
    const once = ['redis dies', 'redis is back', 'postgres dies', 'postgres is back'];
    expect(events).toEqual([...once, ...once]);
    expect([outages.killed('redis'), outages.killed('postgres')]).toEqual([2, 2]);
  });

  it('are the same for the same seed, so that a failure can be repeated', () => {
    const numbers = (seed: number) => Array.from({ length: 5 }, randomFrom(seed));
    expect(numbers(1)).toEqual(numbers(1));
    expect(numbers(1)).not.toEqual(numbers(2));
    expect(numbers(1).every((number) => number >= 0 && number < 1)).toBe(true);
  });
});
