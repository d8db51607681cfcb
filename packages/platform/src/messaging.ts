import type { RateLimiter } from '@banzhen/domain/limits';
import type { JobQueue, LiveFeed } from '@banzhen/domain/messaging';
import type { checkRedis } from '@banzhen/redis';
import type { PlatformConfig } from './config.js';
import { inProcessJobQueue } from './in-process-job-queue.js';
import { inProcessLiveFeed } from './in-process-live-feed.js';
import { inProcessRateLimiter } from './limits/in-process-rate-limiter.js';
import type { Log } from './log.js';
import { noRecentWriters, type RecentWriters, recentWriters } from './recent-writers.js';

/** Redis cannot carry the queue: says what to change. */
export class RedisUnfitError extends Error {
  readonly type = 'RedisUnfit';
}

export type Messaging = {
  readonly queue: JobQueue;
  readonly live: LiveFeed;
  /** Looks at Redis as at the start; absent inside one process. */
  readonly checkRedis?: () => ReturnType<typeof checkRedis>;
};

/** The queue, the live feed and the count of calls: on Redis with any number of processes, or inside this one. */
export const openMessaging = async (
  config: PlatformConfig,
  log: Log,
): Promise<Messaging & { readonly counter: RateLimiter; readonly writers: RecentWriters }> => {
  if (config.storage.kind === 'embedded')
    return {
      queue: inProcessJobQueue(),
      live: inProcessLiveFeed(),
      counter: inProcessRateLimiter(),
      writers: noRecentWriters,
    };
  const { redisUrl: url, replica } = config.storage;
  // A fifth of the time that the modules take to load, and inside one process nothing of it is used.
  const redis = await import('@banzhen/redis');
  const look = () => redis.checkRedis(url, { production: !config.sandbox });
  const fit = await look();
  if (!fit.ok)
    throw new RedisUnfitError(
      `REDIS_URL: ${JSON.stringify(fit.error)}; needs Redis 7, maxmemory-policy noeviction, appendonly yes`,
    );
  const onTrouble = (cause: Error) => log.error('redis.trouble', { cause });
  return {
    queue: redis.bullmqJobQueue({ url, name: 'orders', onTrouble }),
    live: redis.redisLiveFeed({ url, channel: 'banzhen:live', onTrouble }),
    checkRedis: look,
    counter: redis.redisRateLimiter({ url, name: 'banzhen:limit', onTrouble }),
    writers: replica
      ? recentWriters(redis.redisMarks({ url, name: 'banzhen:wrote', onTrouble }), replica.maxLagMs)
      : noRecentWriters,
  };
};
