import type { Limit, RateLimiter } from '@banzhen/domain/limits';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Whole seconds, one at least. */
const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

/** RateLimiter of this process alone: for the embedded mode, and for what goes on while the shared store is away. */
export const inProcessRateLimiter = (): RateLimiter => {
  const windows = new Map<string, RateLimiterMemory>();
  const windowOf = ({ calls, seconds }: Pick<Limit, 'calls' | 'seconds'>): RateLimiterMemory => {
    const size = `${calls}/${seconds}`;
    const window = windows.get(size) ?? new RateLimiterMemory({ points: calls, duration: seconds });
    windows.set(size, window);
    return window;
  };
  return {
    async take(key, cost, limit) {
      try {
        const { remainingPoints, msBeforeNext } = await windowOf(limit).consume(key, cost);
        return { isWithin: true, left: remainingPoints, resetSeconds: secondsOf(msBeforeNext) };
      } catch (thrown) {
        if (!(thrown instanceof RateLimiterRes)) throw thrown;
        return { isWithin: false, retryAfterSeconds: secondsOf(thrown.msBeforeNext) };
      }
    },
    async close() {
      windows.clear();
    },
  };
};
