import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { type LocalRedis, startRedis } from '@banzhen/local-services';
import { bullmqJobQueue, RedisUnavailable, redisLiveFeed } from '@banzhen/redis';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMessages, pause, sweepingRelay } from './sweeping-relay.js';

const rules = {
  concurrency: 8,
  attempts: 5,
  firstPauseMs: 20,
  deadlineMs: 5000,
  onDead: async () => undefined,
};
const patience = { timeout: 60_000, interval: 50 };

let redis: LocalRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

const openQueue = (url = redis.url) => {
  const troubles: Error[] = [];
  const queue = bullmqJobQueue({
    url,
    name: `lost-${randomUUID()}`,
    onTrouble: (error) => troubles.push(error),
  });
  return { queue, troubles };
};
const tell = async (command: string, ...words: string[]) => {
  const client = new Redis(redis.url);
  await client.call(command, ...words);
  client.disconnect();
};
const flushAll = () => tell('FLUSHALL');

describe('JB3: a Redis that loses everything', () => {
  it('costs nothing that the outbox still knows: kill -9 and FLUSHALL in the middle of 500 messages', async () => {
    const { queue, troubles } = openQueue();
    const outbox = makeMessages(500);
    const relay = sweepingRelay(queue, outbox);
    const consumer = await queue.consume(relay.handle, rules);
    await expect.poll(() => relay.effects.size, patience).toBeGreaterThan(50);
    await redis.kill9();
    const atTheCrash = relay.effects.size;
    await expect.poll(() => relay.refusals.length, patience).toBeGreaterThan(0);
    await redis.start();
    await expect.poll(() => relay.effects.size, patience).toBeGreaterThan(Math.min(atTheCrash + 50, 450));
    await flushAll();
    await expect.poll(() => relay.effects.size, patience).toBe(500);
    expect(relay.refusals.every((refusal) => refusal instanceof RedisUnavailable)).toBe(true);
    expect(troubles.length).toBeGreaterThan(0);
    await relay.stop();
    await consumer.close();
    await queue.close();
  });

  it('costs nothing when it freezes or runs out of memory in between', async () => {
    const { queue } = openQueue();
    const outbox = [...makeMessages(400)];
    const relay = sweepingRelay(queue, outbox);
    const consumer = await queue.consume(relay.handle, rules);
    await expect.poll(() => relay.effects.size, patience).toBeGreaterThan(50);
    await tell('CLIENT', 'PAUSE', '1500', 'ALL');
    await expect.poll(() => relay.effects.size, patience).toBeGreaterThan(200);
    await tell('CONFIG', 'SET', 'maxmemory', '1mb');
    // However fast the first ones were, these come to a Redis that takes nothing.
    outbox.push(...makeMessages(100));
    await expect.poll(() => relay.refusals.length, patience).toBeGreaterThan(0);
    await tell('CONFIG', 'SET', 'maxmemory', '0');
    await expect.poll(() => relay.effects.size, patience).toBe(500);
    await relay.stop();
    await consumer.close();
    await queue.close();
  });

  it('would cost messages if nobody published again', async () => {
    const { queue } = openQueue();
    const [published, marker] = [makeMessages(200), makeMessages(1)];
    const handled = new Set<string>();
    await queue.publish(published);
    await flushAll();
    await queue.publish(marker);
    await queue.consume(async ({ id }) => void handled.add(id), rules);
    await expect.poll(() => handled.has(marker[0]?.id ?? ''), patience).toBe(true);
    expect(handled.size).toBe(1);
    await queue.close();
  });
});

describe('a Redis that is away', () => {
  it('is waited for by an idle worker, also longer than it blocks', async () => {
    const { queue } = openQueue();
    const handled: string[] = [];
    await queue.consume(async ({ id }) => void handled.push(id), rules);
    await queue.publish(makeMessages(1));
    await expect.poll(() => handled.length, patience).toBe(1);
    await redis.kill9();
    await pause(8000);
    await redis.start();
    const [after] = makeMessages(1);
    if (after === undefined) throw new Error('no message');
    await expect
      .poll(
        () =>
          queue.publish([after]).then(
            () => handled.includes(after.id),
            () => false,
          ),
        patience,
      )
      .toBe(true);
    await queue.close();
  });

  it('makes publish refuse, and close end all the same', async () => {
    const { queue } = openQueue();
    let started = 0;
    await queue.consume(async () => {
      started += 1;
      await pause(300);
    }, rules);
    await queue.publish(makeMessages(20));
    await expect.poll(() => started, patience).toBeGreaterThan(0);
    await redis.kill9();
    await expect(queue.publish(makeMessages(1))).rejects.toBeInstanceOf(RedisUnavailable);
    await queue.close();
    await redis.start();
  });

  it('may never have been there', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => nobody.once('listening', resolve));
    const address = nobody.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => nobody.close(resolve));
    const { queue, troubles } = openQueue(`redis://127.0.0.1:${port}`);
    const consumer = await queue.consume(async () => undefined, rules);
    await expect(queue.publish(makeMessages(1))).rejects.toBeInstanceOf(RedisUnavailable);
    await consumer.close();
    await queue.close();
    expect(troubles.length).toBeGreaterThan(0);
  });

  it('holds up no live screen, and is heard again when it is back', async () => {
    const channel = `live-${randomUUID()}`;
    const feed = redisLiveFeed({ url: redis.url, channel });
    const heard: string[] = [];
    await feed.subscribe(({ id }) => heard.push(id));
    const [first, lost, later] = makeMessages(3);
    if (first === undefined || lost === undefined || later === undefined) throw new Error('no messages');
    await feed.publish(first);
    await expect.poll(() => heard, patience).toEqual([first.id]);
    await redis.kill9();
    await feed.publish(lost);
    const leave = await feed.subscribe(() => undefined);
    await leave();
    await redis.start();
    await expect.poll(() => feed.publish(later).then(() => heard.includes(later.id)), patience).toBe(true);
    expect(heard).not.toContain(lost.id);
    await feed.close();
  });
});
