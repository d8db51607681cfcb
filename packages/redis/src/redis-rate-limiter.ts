import { setImmediate as letOthersCome } from 'node:timers/promises';
import type { Limit, RateLimiter, Taken } from '@banzhen/domain/limits';
import { gathered } from '@banzhen/domain/shared/gathered';
import { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { OnTrouble } from './redis-connections.js';

export type RedisRateLimiterOptions = {
  readonly url: string;
  /** Limiters of the same name count together. */
  readonly name: string;
  readonly onTrouble?: OnTrouble;
};

type Call = {
  readonly key: string;
  readonly cost: number;
  readonly limit: Pick<Limit, 'calls' | 'seconds'>;
};
/** How many of the points that were asked for fit into the window, and how many more would. */
type Consumed = { readonly fitting: number; readonly leftAfter: number; readonly msBeforeNext: number };

/** A person waits for the count, but a thousand calls that begin at once are no reason to refuse them. */
const ANSWER_LIMIT_MS = 3_000;
const LONGEST_PAUSE_MS = 2_000;

/** Whole seconds, one at least. */
const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

/** RateLimiter on Redis: every process counts together, and asks once for calls of one key that come at the same time. While Redis is away `take` rejects within three seconds. */
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
  const consume = async ({ key, limit }: Call, cost: number): Promise<Consumed> => {
    try {
      const { remainingPoints, msBeforeNext } = await windowOf(limit).consume(key, cost);
      return { fitting: cost, leftAfter: remainingPoints, msBeforeNext };
    } catch (thrown) {
      if (!(thrown instanceof RateLimiterRes)) throw thrown;
      const { consumedPoints, msBeforeNext } = thrown;
      // What is refused without a look at Redis tells of no points.
      const fitting = Math.max(0, limit.calls - (consumedPoints - cost));
      return { fitting: consumedPoints === 0 ? 0 : fitting, leftAfter: 0, msBeforeNext };
    }
  };
  const take = gathered(
    ({ key, limit: { calls, seconds } }: Call) => `${calls}/${seconds}:${key}`,
    async (calls) => {
      const cost = calls.reduce((sum, call) => sum + call.cost, 0);
      const { fitting, leftAfter, msBeforeNext } = await consume(calls[0], cost);
      let left = fitting + leftAfter;
      const seconds = secondsOf(msBeforeNext);
      return calls.map((call): Taken => {
        if (call.cost > left) return { isWithin: false, retryAfterSeconds: seconds };
        left -= call.cost;
        return { isWithin: true, left, resetSeconds: seconds };
      });
    },
    letOthersCome,
  );
  return {
    take: (key, cost, limit) => take({ key, cost, limit }),
    async close() {
      storeClient.disconnect();
    },
  };
};
