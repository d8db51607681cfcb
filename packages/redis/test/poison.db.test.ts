import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bullmqJobQueue } from '@banzhen/redis';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { makeMessages } from './sweeping-relay.js';

const url = process.env.TEST_REDIS_URL ?? '';
const patience = { timeout: 60_000, interval: 50 };

const contentOf = async (redis: Redis, key: string): Promise<unknown> => {
  const reads: Readonly<Record<string, () => Promise<unknown>>> = {
    hash: () => redis.hgetall(key),
    stream: () => redis.xrange(key, '-', '+'),
    list: () => redis.lrange(key, 0, -1),
    zset: () => redis.zrange(key, '0', '-1'),
    set: () => redis.smembers(key),
    string: () => redis.get(key),
  };
  return reads[await redis.type(key)]?.();
};

describe('JB4: poison', () => {
  it('is 1 % of 2,000 messages: all others are done, and each poisoned one is told of once', async () => {
    const queue = bullmqJobQueue({ url, name: `poison-${randomUUID()}` });
    const messages = makeMessages(2000);
    const poison = new Set(messages.filter((_, index) => index % 100 === 0).map(({ id }) => id));
    const done = new Set<string>();
    const dead: string[] = [];
    await queue.publish(messages);
    await queue.consume(
      async ({ id }) => {
        if (poison.has(id)) throw new Error('poison');
        done.add(id);
      },
      {
        concurrency: 16,
        attempts: 4,
        firstPauseMs: 10,
        deadlineMs: 5000,
        onDead: async ({ id }) => void dead.push(id),
      },
    );
    await expect.poll(() => [done.size, dead.length], patience).toEqual([1980, 20]);
    expect(new Set(dead)).toEqual(poison);
    await queue.close();
  });

  it('leaves no word of its error in Redis, which might name a person', async () => {
    const [name, prefix] = [`secret-${randomUUID()}`, `p${randomUUID()}`];
    const queue = bullmqJobQueue({ url, name, prefix });
    let failed = 0;
    const [message] = makeMessages(1);
    await queue.publish(message ? [message] : []);
    const consumer = await queue.consume(
      async () => {
        failed += 1;
        throw new Error('no patient 王小明 13800001111');
      },
      { concurrency: 1, attempts: 3, firstPauseMs: 600_000, deadlineMs: 5000, onDead: async () => undefined },
    );
    await expect.poll(() => failed, patience).toBe(1);
    await consumer.close();
    await queue.close();
    const redis = new Redis(url);
    const keys = await redis.keys(`${prefix}:*`);
    const texts = JSON.stringify(await Promise.all(keys.map((key) => contentOf(redis, key))));
    expect(texts).toContain(message?.id);
    expect(texts).not.toMatch(/王小明|13800001111/);
    redis.disconnect();
  });
});

const startWorker = (name: string): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL('dying-worker.mjs', import.meta.url)), url, name], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });

describe('a message that kills its worker', () => {
  it('is taken up by another one, and buried after as many deaths as it may have attempts', async () => {
    const name = `deadly-${randomUUID()}`;
    const queue = bullmqJobQueue({ url, name, lockMs: 500 });
    const [deadly] = makeMessages(1, 'Kills');
    if (deadly === undefined) throw new Error('no message');
    await queue.publish([deadly]);
    const deaths: (NodeJS.Signals | null)[] = [];
    for (let worker = 0; worker < 3; worker += 1) {
      const [, signal] = await once(startWorker(name), 'exit');
      deaths.push(signal);
    }
    expect(deaths).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL']);
    const dead: string[] = [];
    let handled = 0;
    await queue.consume(
      async () => {
        handled += 1;
      },
      {
        concurrency: 1,
        attempts: 3,
        firstPauseMs: 10,
        deadlineMs: 5000,
        onDead: async ({ id }) => void dead.push(id),
      },
    );
    await expect.poll(() => dead, patience).toEqual([deadly.id]);
    expect(handled).toBe(0);
    await queue.close();
  });
});
