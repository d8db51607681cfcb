import type { JobQueue, LiveFeed } from '@banzhen/domain/messaging';
import { bullmqJobQueue, checkRedis, redisLiveFeed } from '@banzhen/redis';
import type { PlatformConfig } from './config.js';
import { inProcessJobQueue } from './in-process-job-queue.js';
import { inProcessLiveFeed } from './in-process-live-feed.js';
import type { Log } from './log.js';

/** Redis cannot carry the queue: says what to change. */
export class RedisUnfitError extends Error {
  readonly type = 'RedisUnfit';
}

/** The queue and the live feed: on Redis with any number of processes, or inside this one. */
export const openMessaging = async (
  config: PlatformConfig,
  log: Log,
): Promise<{ queue: JobQueue; live: LiveFeed }> => {
  if (config.storage.kind === 'embedded') return { queue: inProcessJobQueue(), live: inProcessLiveFeed() };
  const url = config.storage.redisUrl;
  const fit = await checkRedis(url, { production: !config.sandbox });
  if (!fit.ok)
    throw new RedisUnfitError(
      `REDIS_URL: ${JSON.stringify(fit.error)}; needs Redis 7, maxmemory-policy noeviction, appendonly yes`,
    );
  const onTrouble = (cause: Error) => log.error('redis.trouble', { cause });
  return {
    queue: bullmqJobQueue({ url, name: 'orders', onTrouble }),
    live: redisLiveFeed({ url, channel: 'banzhen:live', onTrouble }),
  };
};
