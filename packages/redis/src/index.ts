export { type BullmqJobQueueOptions, bullmqJobQueue, RedisUnavailable } from './bullmq-job-queue.js';
export { checkRedis, type RedisFit, type RedisUnfit } from './check-redis.js';
export type { OnTrouble } from './redis-connections.js';
export { type RedisLiveFeedOptions, redisLiveFeed } from './redis-live-feed.js';
export { type Marks, type RedisMarksOptions, redisMarks } from './redis-marks.js';
export { type RedisRateLimiterOptions, redisRateLimiter } from './redis-rate-limiter.js';
