import { randomUUID } from 'node:crypto';
import { jobQueueContract, liveFeedContract, rateLimiterContract } from '@banzhen/domain/testing/contracts';
import { bullmqJobQueue, redisLiveFeed, redisRateLimiter } from '@banzhen/redis';

const url = process.env.TEST_REDIS_URL ?? '';

jobQueueContract('BullMQ on Redis', async () => bullmqJobQueue({ url, name: `contract-${randomUUID()}` }));

liveFeedContract('Redis', async () => {
  const channel = `contract-${randomUUID()}`;
  return { here: redisLiveFeed({ url, channel }), there: redisLiveFeed({ url, channel }) };
});

rateLimiterContract('Redis', async () => {
  const name = `contract-${randomUUID()}`;
  return { here: redisRateLimiter({ url, name }), there: redisRateLimiter({ url, name }) };
});
