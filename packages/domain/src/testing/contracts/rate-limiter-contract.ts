import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RateLimiter } from '../../limits/index.js';
import { freshId } from './fresh.js';

/** Opens a limiter at two places that count together: two processes, or one and the same. */
export type OpenRateLimiter = () => Promise<{ readonly here: RateLimiter; readonly there: RateLimiter }>;

const aMinute = (calls: number) => ({ calls, seconds: 60 });

export const rateLimiterContract = (adapterName: string, open: OpenRateLimiter): void => {
  describe(`RateLimiter contract: ${adapterName}`, () => {
    let here: RateLimiter;
    let there: RateLimiter;
    beforeEach(async () => {
      ({ here, there } = await open());
    });
    afterEach(async () => {
      await here.close();
      await there.close();
    });
    const within = async (...taken: readonly ReturnType<RateLimiter['take']>[]) =>
      (await Promise.all(taken)).filter(({ isWithin }) => isWithin).length;

    it('lets exactly as many calls through as the limit says, and then says when to come again', async () => {
      const key = freshId();
      for (let call = 1; call <= 5; call += 1) {
        const taken = await here.take(key, 1, aMinute(5));
        expect(taken).toMatchObject({ isWithin: true, left: 5 - call });
        const resetSeconds = taken.isWithin ? taken.resetSeconds : 0;
        expect(Number.isInteger(resetSeconds) && resetSeconds >= 1 && resetSeconds <= 60).toBe(true);
      }
      const refused = await here.take(key, 1, aMinute(5));
      if (refused.isWithin) throw new Error('the sixth call of five went through');
      expect(refused.retryAfterSeconds).toBeGreaterThanOrEqual(1);
      expect(refused.retryAfterSeconds).toBeLessThanOrEqual(60);
      expect(Number.isInteger(refused.retryAfterSeconds)).toBe(true);
    });

    it('counts together what comes at once from several places', async () => {
      const key = freshId();
      const calls = Array.from({ length: 60 }, (_, no) => (no % 2 ? here : there).take(key, 1, aMinute(20)));
      expect(await within(...calls)).toBe(20);
    });

    it('takes the cost of a call, and none that does not fit', async () => {
      const key = freshId();
      expect(await within(here.take(key, 7, aMinute(10)))).toBe(1);
      expect(await within(here.take(key, 4, aMinute(10)))).toBe(0);
    });

    it('keeps keys apart, whatever they are made of', async () => {
      const key = freshId();
      const others = [`${key}:`, `${key}:1`, `:${key}`, key.toUpperCase(), `${key} `, `${key}\u0000`];
      expect(await within(here.take(key, 1, aMinute(1)), here.take(key, 1, aMinute(1)))).toBe(1);
      for (const other of others) expect(await within(here.take(other, 1, aMinute(1)))).toBe(1);
    });

    it('keeps limits of another size apart', async () => {
      const key = freshId();
      expect(await within(here.take(key, 1, aMinute(1)), here.take(key, 1, aMinute(1)))).toBe(1);
      expect(await within(here.take(key, 1, { calls: 2, seconds: 30 }))).toBe(1);
    });

    it('opens again when the window is over, and a refused call does not lengthen it', async () => {
      const key = freshId();
      const aSecond = { calls: 1, seconds: 1 };
      expect(await within(here.take(key, 1, aSecond))).toBe(1);
      await vi.waitFor(async () => expect(await within(here.take(key, 1, aSecond))).toBe(1), {
        timeout: 10_000,
        interval: 100,
      });
    });
  });
};
