import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres, type Sql } from '@banzhen/postgres/open-postgres';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { pristineDriver } from '../dist/proofs/postgres-restart/pristine-driver.js';

const url = process.env.TEST_DATABASE_URL ?? '';
const published = pristineDriver();
const server = openPostgres({ url, max: 2, applicationName: 'driver-test' });

beforeAll(async () => {
  await server`create table if not exists stray (id int8 primary key)`;
});
afterAll(async () => {
  await server`drop table stray`;
  await server.end({ timeout: 5 });
  published.remove();
});

/** One connection of the installed driver, and one of the driver as published: the planted bug of each test. */
const patched = (to = url) => closedInTheEnd(openPostgres({ url: to, max: 1 }));
const unpatched = async (to = url, max = 1): Promise<Sql> => {
  const { default: postgres } = await import(published.url);
  const sql = postgres(to, { max, fetch_types: false, backoff: () => 0.02, onnotice: () => undefined });
  // Not awaited: one of the planted bugs is that this may never end.
  onTestFinished(() => void sql.end({ timeout: 0 }));
  return sql;
};

describe('a statement of a lost transaction', () => {
  async function strayStatements(sql: Sql, id: number): Promise<number> {
    let goOn = () => {};
    const reconnected = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let late: Promise<unknown> = Promise.resolve();
    const lost = sql.begin(async (tx) => {
      const [row] = await tx`select pg_backend_pid() as pid`;
      await server`select pg_terminate_backend(${row?.pid})`;
      await reconnected;
      late = tx`insert into stray values (${id})`.catch(() => undefined);
      await late;
    });
    await expect(lost).rejects.toMatchObject({
      code: expect.stringMatching(/CONNECTION_CLOSED|57P01|ECONN/),
    });
    await untilAnswered(sql);
    goOn();
    await sleep(100);
    await Promise.race([late, sleep(1_000)]);
    const rows = await server`select from stray where id = ${id}`;
    return rows.length;
  }

  test('does not run on the connection that takes its place', async () => {
    expect(await strayStatements(patched(), 1)).toBe(0);
  });
  test('control: with the published driver it does', async () => {
    expect(await strayStatements(await unpatched(), 2)).toBe(1);
  });
});

describe('a half-received result', () => {
  async function rowsAfterLoss(sql: Sql): Promise<number> {
    const [row] = await sql`select pg_backend_pid() as pid`;
    const half = sql.unsafe(`select repeat('x', 200), pg_sleep(0.001) from generate_series(1, 3000)`);
    const lost = expect(half).rejects.toThrow();
    await sleep(400);
    await server`select pg_terminate_backend(${row?.pid})`;
    await lost;
    const next = await sql.unsafe('select 1 as one').catch(() => sql.unsafe('select 1 as one'));
    return next.length;
  }

  test('is no part of the next answer', async () => {
    expect(await rowsAfterLoss(patched())).toBe(1);
  });
  test('control: with the published driver it is', async () => {
    expect(await rowsAfterLoss(await unpatched())).toBeGreaterThan(1);
  });
});

describe('a caller', () => {
  test('who reserves the first connection of a pool gets it; with the published driver waits for ever', async () => {
    const reserved = await patched().reserve();
    expect(await reserved`select 1 as one`).toHaveLength(1);
    reserved.release();
    expect(await answerWithin(1_000, (await unpatched()).reserve())).toBe('no answer');
  });

  test('is refused by a server that hangs up at once; with the published driver waits for ever', async () => {
    const closing = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(closing, 'listening');
    onTestFinished(() => void closing.close());
    const address = closing.address();
    const to = `postgres://x:x@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/x`;
    await expect(patched(to)`select 1`).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    expect(await answerWithin(1_000, (await unpatched(to))`select 1`)).toBe('no answer');
  });

  test('who closes the pool while its connection is killed is answered; with the published driver is not', async () => {
    expect(await answerWithin(20_000, closeWhileKilled(patched()))).toBe('closed');
    expect(await answerWithin(2_000, closeWhileKilled(await unpatched()))).toBe('no answer');
  });

  async function closeWhileKilled(sql: Sql): Promise<string> {
    const [row] = await sql`select pg_backend_pid() as pid`;
    const lost = expect(sql`select pg_sleep(4)`).rejects.toThrow();
    await sleep(50);
    const closed = sql.end();
    await server`select pg_terminate_backend(${row?.pid})`;
    await lost;
    await closed;
    return 'closed';
  }
});

describe('a transaction on a crowded pool', () => {
  const MOST_IN_FLIGHT = 100;

  /** Both connections carry all but a few of the statements they can, so that a BEGIN takes the last room of one. */
  async function crowded(sql: Sql): Promise<readonly unknown[]> {
    await Promise.all([sql`select pg_sleep(0.05)`, sql`select pg_sleep(0.05)`]);
    const reads = Array.from({ length: 2 * MOST_IN_FLIGHT - 1 }, () => sql`select 1`.execute());
    const transactions = Array.from({ length: 3 }, () =>
      sql
        .begin((tx) => tx`select 1`)
        .then(
          () => 'done',
          (error: { readonly code: unknown }) => error.code,
        ),
    );
    await Promise.all(reads);
    return await Promise.all(transactions);
  }

  test('has its connection for itself; with the published driver it is left open on a shared one', async () => {
    expect(await crowded(closedInTheEnd(openPostgres({ url, max: 2 })))).toEqual(['done', 'done', 'done']);
    expect(await crowded(await unpatched(url, 2))).toContain('UNSAFE_TRANSACTION');
  });
});

describe('openPostgres', () => {
  test('reads int8 as a number and throws beyond 2^53', async () => {
    const sql = patched();
    expect(await sql`select 9007199254740991::int8 as fen`).toEqual([{ fen: 9_007_199_254_740_991 }]);
    await expect(sql`select 9007199254740992::int8 as fen`).rejects.toThrow(RangeError);
    expect(await sql`select 1 as next`).toEqual([{ next: 1 }]);
  });

  test('takes and gives arrays', async () => {
    const texts = ['plain', 'with "quotes", {braces} and \\', '', 'NULL', '伴诊\n'];
    const ids = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'];
    const [row] = await patched()`
      select ${texts}::text[] as texts, ${ids}::uuid[] as ids, ${[1, 2]}::int8[] as numbers,
        array['a', null]::text[] as holes, '{}'::text[] as empty`;
    expect(row).toEqual({ texts, ids, numbers: [1, 2], holes: ['a', null], empty: [] });
  });

  test('bounds statements, waits for locks and idle transactions', async () => {
    const [row] = await patched()`
      select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
        current_setting('idle_in_transaction_session_timeout') as idle`;
    expect(row).toEqual({ statement: '5s', lock: '2s', idle: '10s' });
  });
});

function closedInTheEnd(sql: Sql): Sql {
  onTestFinished(() => sql.end({ timeout: 0 }));
  return sql;
}

async function untilAnswered(sql: Sql): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const answered = await sql`select 1`.then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(20);
  }
  throw new Error('no connection again');
}

async function answerWithin<T>(milliseconds: number, answer: PromiseLike<T>): Promise<T | 'no answer'> {
  const silence = sleep(milliseconds).then(() => 'no answer' as const);
  return await Promise.race([answer, silence]);
}
