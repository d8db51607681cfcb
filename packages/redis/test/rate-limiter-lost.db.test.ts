import { randomUUID } from 'node:crypto';
import { type LocalRedis, startRedis } from '@banzhen/local-services';
import { redisRateLimiter } from '@banzhen/redis';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';

let redis: LocalRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

const limit = { calls: 3, seconds: 60 };

it('says at once that it cannot count while Redis is away, and counts again when it is back', async () => {
  const troubles: Error[] = [];
  const limiter = redisRateLimiter({
    url: redis.url,
    name: randomUUID(),
    onTrouble: (error) => troubles.push(error),
  });
  expect(await limiter.take('someone', 1, limit)).toMatchObject({ isWithin: true });
  await redis.kill9();
  await expect(limiter.take('someone', 1, limit)).rejects.toThrow();
  await expect(limiter.take('someone else', 1, limit)).rejects.toThrow();
  await redis.start();
  await expect
    .poll(() => limiter.take('someone new', 1, limit).catch(() => 'away'), { timeout: 30_000 })
    .toMatchObject({ isWithin: true });
  expect(troubles.length).toBeGreaterThan(0);
  await limiter.close();
});

it('does not hold anybody up when Redis has never been there', async () => {
  const limiter = redisRateLimiter({ url: 'redis://127.0.0.1:1', name: randomUUID() });
  await expect(limiter.take('someone', 1, limit)).rejects.toThrow();
  await limiter.close();
});

it('keeps its counts for one window only', async () => {
  const name = randomUUID();
  const limiter = redisRateLimiter({ url: redis.url, name });
  await limiter.take('someone', 1, { calls: 3, seconds: 2 });
  const client = new Redis(redis.url);
  const [key = ''] = await client.keys(`${name}*`);
  expect(await client.ttl(key)).toBeGreaterThan(0);
  await expect.poll(() => client.exists(key), { timeout: 30_000 }).toBe(0);
  client.disconnect();
  await limiter.close();
});
