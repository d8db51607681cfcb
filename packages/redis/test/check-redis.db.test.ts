import { createServer } from 'node:net';
import { type LocalRedis, startRedis } from '@banzhen/local-services';
import { checkRedis } from '@banzhen/redis';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('the check at boot', () => {
  let redis: LocalRedis;
  beforeAll(async () => {
    redis = await startRedis({ durable: false });
  });
  afterAll(() => redis.stop());
  const set = async (name: string, value: string) => {
    const client = new Redis(redis.url);
    await client.config('SET', name, value);
    client.disconnect();
  };

  it('wants an append-only file in production, and says elsewhere whether there is one', async () => {
    expect(await checkRedis(redis.url)).toMatchObject({ ok: true, value: { appendOnly: false } });
    expect(await checkRedis(redis.url, { production: true })).toEqual({
      ok: false,
      error: { type: 'RedisNotDurable' },
    });
    await set('appendonly', 'yes');
    const durable = await checkRedis(redis.url, { production: true });
    expect(durable).toMatchObject({
      ok: true,
      value: { appendOnly: true, version: expect.stringMatching(/^\d+\./) },
    });
  });

  it('refuses a Redis that evicts', async () => {
    await set('maxmemory-policy', 'allkeys-lru');
    expect(await checkRedis(redis.url)).toEqual({
      ok: false,
      error: { type: 'RedisMayEvict', maxmemoryPolicy: 'allkeys-lru' },
    });
    await set('maxmemory-policy', 'noeviction');
  });

  it('says that nobody answers, or that the password is wrong', async () => {
    expect(await checkRedis('redis://127.0.0.1:1')).toMatchObject({ error: { type: 'RedisUnreachable' } });
    const wrong = await checkRedis(`redis://:wrong@127.0.0.1:${redis.port}`);
    expect(wrong).toMatchObject({
      error: { type: 'RedisUnreachable', why: expect.stringMatching(/WRONGPASS|password/) },
    });
  });

  it('refuses Redis 6', async () => {
    const info = 'redis_version:6.2.14\r\nloading:0\r\nmaxmemory_policy:noeviction\r\naof_enabled:1\r\n';
    const answerTo = (command: string): string => {
      if (/^\$\d+\r\nhello/i.test(command)) return '-NOPROTO unsupported protocol version\r\n';
      return /^\$\d+\r\ninfo/i.test(command) ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n';
    };
    const old = createServer((socket) =>
      socket.on('data', (given) => {
        const commands = given.toString().split(/^\*\d+\r\n/m);
        for (const command of commands.slice(1)) socket.write(answerTo(command));
      }),
    ).listen(0, '127.0.0.1');
    await new Promise((resolve) => old.once('listening', resolve));
    const address = old.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await checkRedis(`redis://127.0.0.1:${port}`)).toEqual({
      ok: false,
      error: { type: 'RedisTooOld', version: '6.2.14', minimum: 7 },
    });
    await new Promise((resolve) => old.close(resolve));
  });
});
