import { type LimitName, limitTable, type RateLimiter } from '@banzhen/domain/limits';
import { rateLimiterContract } from '@banzhen/domain/testing/contracts';
import { describe, expect, it } from 'vitest';
import { inProcessRateLimiter } from '../../dist/limits/in-process-rate-limiter.js';
import { makeLimits } from '../../dist/limits/limits.js';

rateLimiterContract('in process', async () => {
  const limiter = inProcessRateLimiter();
  return { here: limiter, there: limiter };
});

/** A store that has gone away: what Redis looks like while it restarts. */
const away: RateLimiter = {
  take: () => Promise.reject(new Error('connection lost')),
  close: async () => undefined,
};
const network = '203.0.113.0/24';
const admitted = async (limits: ReturnType<typeof makeLimits>, name: LimitName, times: number, call = {}) => {
  const answers = [];
  for (let no = 0; no < times; no += 1)
    answers.push(await limits.admit(name, { operation: 'an.operation', network, ...call }));
  return answers.map((answer) => (answer.ok ? 'admitted' : answer.error.type));
};
const open = (shared: RateLimiter = inProcessRateLimiter(), scale = 1) =>
  makeLimits({ shared, here: inProcessRateLimiter(), scale });
const names = Object.keys(limitTable) as LimitName[];

describe('limits', () => {
  it.each(names)(
    '%s: admits what the table says and refuses the next with when to come again',
    async (name) => {
      const limits = open();
      const { calls, seconds } = limitTable[name];
      expect(new Set(await admitted(limits, name, calls))).toEqual(new Set(['admitted']));
      const next = await limits.admit(name, { operation: 'an.operation', network });
      expect(next).toEqual({
        ok: false,
        error: { type: 'TooManyRequests', retryAfterSeconds: expect.any(Number) },
      });
      if (!next.ok && next.error.type === 'TooManyRequests')
        expect(next.error.retryAfterSeconds).toBeLessThanOrEqual(seconds);
    },
  );

  it.each(names)('%s: does what the table says while the store is away', async (name) => {
    const { calls, whenStoreIsAway } = limitTable[name];
    const answers = await admitted(open(away), name, calls + 1);
    expect(answers.filter((answer) => answer === 'admitted')).toHaveLength(
      whenStoreIsAway === 'refuse' ? 0 : calls,
    );
    expect(answers.at(-1)).toBe(whenStoreIsAway === 'refuse' ? 'TemporarilyUnavailable' : 'TooManyRequests');
  });

  it('never lets go uncounted what moves money, can be guessed, reaches strangers or shows what is hidden', () => {
    const mustBeCounted: readonly LimitName[] = [
      'money',
      'guess',
      'sign-in',
      'invite',
      'copy',
      'reveal',
      'upload',
    ];
    expect(names.filter((name) => limitTable[name].whenStoreIsAway === 'refuse').toSorted()).toEqual(
      mustBeCounted.toSorted(),
    );
  });

  it('counts a person wherever they are, and a network whoever is in it', async () => {
    const limits = open();
    const most = limitTable.guess.calls;
    for (let no = 0; no < most; no += 1)
      await admitted(limits, 'guess', 1, { accountId: 'a', network: `198.51.${no}.0/24` });
    expect(await admitted(limits, 'guess', 1, { accountId: 'a', network: '192.0.2.0/24' })).toEqual([
      'TooManyRequests',
    ]);
    expect(await admitted(limits, 'guess', 1, { accountId: 'b' })).toEqual(['admitted']);
    for (let no = 0; no < limitTable['sign-in'].calls; no += 1)
      await admitted(limits, 'sign-in', 1, { accountId: `person-${no}` });
    expect(await admitted(limits, 'sign-in', 1, { accountId: 'fresh' })).toEqual(['TooManyRequests']);
  });

  it('counts each operation by itself, and people apart from networks of the same name', async () => {
    const limits = open();
    await admitted(limits, 'money', limitTable.money.calls);
    expect(await admitted(limits, 'money', 1, { operation: 'another.operation' })).toEqual(['admitted']);
    expect(await admitted(limits, 'money', 1, { accountId: network })).toEqual(['admitted']);
    expect(await admitted(limits, 'money', 1)).toEqual(['TooManyRequests']);
  });

  it('is scaled, and never to nothing', async () => {
    expect(
      await admitted(open(inProcessRateLimiter(), 2), 'guess', limitTable.guess.calls * 2 + 1),
    ).toContain('TooManyRequests');
    expect(await admitted(open(inProcessRateLimiter(), 0.001), 'guess', 2)).toEqual([
      'admitted',
      'TooManyRequests',
    ]);
  });
});
