import type { Limit, RateLimiter } from '@banzhen/domain/limits';
import { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { OnTrouble } from './redis-connections.js';

export type RedisRateLimiterOptions = {
  readonly url: string;
  /** Limiters of the same name count together. */
  readonly name: string;
  readonly onTrouble?: OnTrouble;
};

/** A person waits for the count, but a thousand calls that begin at once are no reason to refuse them. */
const ANSWER_LIMIT_MS = 3_000;
const LONGEST_PAUSE_MS = 2_000;

/** Whole seconds, one at least. */
const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

/** RateLimiter on Redis: every process counts together. While Redis is away `take` rejects within three seconds. */
export const redisRateLimiter = ({
  url,
  name,
  onTrouble = () => undefined,
}: RedisRateLimiterOptions): RateLimiter => {
  const storeClient = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    commandTimeout: ANSWER_LIMIT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 10), LONGEST_PAUSE_MS),
  }).on('error', onTrouble);
  const windows = new Map<string, RateLimiterRedis>();
  const windowOf = ({ calls, seconds }: Pick<Limit, 'calls' | 'seconds'>): RateLimiterRedis => {
    const size = `${calls}/${seconds}`;
    const known = windows.get(size);
    if (known) return known;
    const keyPrefix = `${name}:${size}`;
    // Who is over the limit anyway is refused here, so that a flood does not reach Redis.
    const flooded = { inMemoryBlockOnConsumed: calls + 1 };
    const made = new RateLimiterRedis({
      storeClient,
      keyPrefix,
      points: calls,
      duration: seconds,
      ...flooded,
    });
    windows.set(size, made);
    return made;
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
      storeClient.disconnect();
    },
  };
};
