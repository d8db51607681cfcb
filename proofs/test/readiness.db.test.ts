import { connect } from 'node:net';
import { type LocalPostgres, type LocalRedis, startPostgres, startRedis } from '@banzhen/local-services';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ProductProcess, startProduct } from '../dist/product/product-process.js';

const patience = { timeout: 30_000, interval: 100 };
const allThere = { database: 'ok', migrations: 'ok', queue: 'ok', redis: 'ok' };

let postgres: LocalPostgres;
let redis: LocalRedis;
let api: ProductProcess;
let origin: string;
beforeAll(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  api = startProduct('api', { DATABASE_URL: postgres.url, REDIS_URL: redis.url, PORT: '0' });
  origin = await api.ready;
});
afterAll(async () => {
  await api.stop();
  await Promise.all([postgres.stop(), redis.stop()]);
});

/** Asks as a dispatcher. */
const ask = (path: string): Promise<Response> =>
  fetch(new URL(path, origin), {
    headers: { authorization: 'Bearer whoever' },
  });
const readiness = async () => {
  const answer = await fetch(new URL('/readyz', origin));
  return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) };
};
/** Sends one command to Redis and waits until it is done. */
const tellRedis = async (command: string): Promise<void> => {
  const { port, password } = new URL(redis.url);
  const socket = connect(Number(port), '127.0.0.1', () => socket.write(`AUTH ${password}\r\n${command}\r\n`));
  let answer = '';
  for await (const text of socket) {
    answer += text;
    if (answer === '+OK\r\n+OK\r\n') return;
    if (answer.includes('-ERR')) throw new Error(answer);
  }
};

describe('/readyz', () => {
  test('says yes, dependency by dependency', async () => {
    expect(await readiness()).toEqual({
      status: 200,
      isReady: true,
      draining: false,
      dependencies: allThere,
    });
  });

  test('says no while Redis is stopped, and yes when it is back', async () => {
    await redis.kill9();
    await expect.poll(readiness, patience).toEqual({
      status: 503,
      isReady: false,
      draining: false,
      dependencies: { ...allThere, queue: 'away', redis: 'away' },
    });
    expect((await fetch(new URL('/healthz', origin))).status).toBe(200);
    await redis.start();
    await expect.poll(readiness, patience).toMatchObject({ status: 200, dependencies: allThere });
  });

  test('says no while PostgreSQL is stopped, when requests are told to come again, and yes when it is back', async () => {
    await postgres.kill9();
    await expect.poll(readiness, patience).toEqual({
      status: 503,
      isReady: false,
      draining: false,
      dependencies: { ...allThere, database: 'away', migrations: 'away' },
    });
    for (const path of ['/trpc/auth.me', '/trpc/demo.people', '/sandbox/pay/unknown'])
      expect([path, (await ask(path)).status]).toEqual([path, 503]);
    expect(api.log.filter(({ msg }) => /^(?:request|procedure)\.failed$/.test(msg))).toEqual([]);
    await postgres.start();
    await expect.poll(readiness, patience).toMatchObject({ status: 200, dependencies: allThere });
  });

  test('says no on a database that lacks a migration of this build, such as a restored one', async () => {
    const sql = openPostgres({ url: postgres.url, max: 1 });
    const [last] = await sql`
      delete from schema_migration where file = (select max(file) from schema_migration) returning *`;
    expect(await readiness()).toMatchObject({
      status: 503,
      dependencies: { ...allThere, migrations: 'behind' },
    });
    await sql`insert into schema_migration ${sql(last ?? {})}`;
    await sql.end({ timeout: 5 });
    expect(await readiness()).toMatchObject({ status: 200 });
  });

  test('says no while Redis takes no messages or may throw some away', async () => {
    await tellRedis('CONFIG SET maxmemory 1');
    expect(await readiness()).toMatchObject({ status: 503, dependencies: { ...allThere, queue: 'away' } });
    await tellRedis('CONFIG SET maxmemory 0');
    await tellRedis('CONFIG SET maxmemory-policy allkeys-lru');
    expect(await readiness()).toMatchObject({ status: 503, dependencies: { ...allThere, redis: 'unfit' } });
    await tellRedis('CONFIG SET maxmemory-policy noeviction');
    expect(await readiness()).toMatchObject({ status: 200 });
  });
});
