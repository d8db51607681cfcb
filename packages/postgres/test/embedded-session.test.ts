import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEngine } from '../src/embedded-engine.js';
import { type EmbeddedSession, embeddedSession } from '../src/embedded-session.js';

const SLOW_MS = 60_000;
const PREPARED = 'SELECT name, statement FROM pg_prepared_statements';

describe('the connection of the embedded engine', () => {
  let lite: PGlite;
  let session: EmbeddedSession;
  beforeAll(async () => {
    lite = await startEngine({});
  }, SLOW_MS);
  afterAll(() => lite.close());
  beforeEach(async () => {
    await lite.exec(
      'DEALLOCATE ALL; DROP TABLE IF EXISTS seat, row_of; CREATE TABLE seat (no int PRIMARY KEY, taken_by text)',
    );
    session = embeddedSession(lite);
  });

  const seats = async () => (await session.ask('SELECT no, taken_by FROM seat ORDER BY no', [])).rows;

  it('reads and writes every type as its own driver does', async () => {
    const text =
      'SELECT $1::int AS n, $2::text AS t, $3::bytea AS b, $4::jsonb AS j, $5::text[] AS a, $6::timestamptz AS at, $7::bool AS yes, $8::bigint AS big, $9::uuid AS none';
    const values = [
      7,
      "it's 号源",
      new Uint8Array([0, 255, 10]),
      { deep: ['x', null] },
      ['a,b', '"c"', null],
      new Date('2030-01-07T01:02:03.456Z'),
      false,
      9_007_199_254_740_993n,
      null,
    ];
    const own = await lite.query(text, values);
    for (const times of [1, 2])
      expect([times, (await session.ask(text, values)).rows]).toEqual([times, own.rows]);
    const inArrays = await session.ask(text, values, {
      rowMode: 'array',
      parsers: { 25: (told) => `<${told}>` },
    });
    expect(inArrays.rows).toEqual([Object.values({ ...(own.rows[0] as object), t: "<it's 号源>" })]);
  });

  it('keeps a statement, and forgets the ones that were asked longest ago', async () => {
    for (let no = 0; no < 320; no += 1) {
      await session.ask(`SELECT $1::int + ${no} AS sum`, [1]);
      await session.ask('SELECT $1::text AS again', ['x']);
    }
    const { rows } = await lite.query<{ statement: string }>(PREPARED);
    const statements = rows.map(({ statement }) => statement);
    expect(statements.length).toBe(300);
    expect(statements).toContain('SELECT $1::text AS again');
    expect(statements).not.toContain('SELECT $1::int + 0 AS sum');
    expect((await session.ask('SELECT $1::int + 0 AS sum', [1])).rows).toEqual([{ sum: 1 }]);
  });

  it('answers by the tables as they are when they were changed in between', async () => {
    const text = 'SELECT * FROM seat WHERE no = $1';
    await session.ask('INSERT INTO seat (no) VALUES ($1)', [1]);
    expect((await session.ask(text, [1])).rows).toEqual([{ no: 1, taken_by: null }]);
    await session.ask("ALTER TABLE seat ADD COLUMN room text NOT NULL DEFAULT '三诊室'", []);
    expect((await session.ask(text, [1])).rows).toEqual([{ no: 1, taken_by: null, room: '三诊室' }]);
  });

  it('takes a script, and tells its last result', async () => {
    const { rows } = await session.ask("INSERT INTO seat VALUES (1, ';'); SELECT taken_by FROM seat", []);
    expect(rows).toEqual([{ taken_by: ';' }]);
  });

  it('undoes all of a transaction that fails, and goes on', async () => {
    const failing = session.transaction(async (ask) => {
      await ask('INSERT INTO seat VALUES ($1, $2)', [1, '陈']);
      await ask('INSERT INTO seat VALUES ($1, $2)', [1, '赵']);
    });
    await expect(failing).rejects.toMatchObject({ code: '23505', constraint: 'seat_pkey' });
    expect(await seats()).toEqual([]);
    await session.transaction((ask) => ask('INSERT INTO seat VALUES ($1, $2)', [1, '赵']));
    expect(await seats()).toEqual([{ no: 1, taken_by: '赵' }]);
  });

  it('goes on after a failed statement where a savepoint says so', async () => {
    await session.transaction(async (ask) => {
      await ask('INSERT INTO seat VALUES ($1, $2)', [1, '陈']);
      await ask('SAVEPOINT here', []);
      await expect(ask('INSERT INTO seat VALUES ($1, $2)', [1, '赵'])).rejects.toMatchObject({
        code: '23505',
      });
      await ask('ROLLBACK TO SAVEPOINT here', []);
      await ask('INSERT INTO seat VALUES ($1, $2)', [2, '赵']);
    });
    expect(await seats()).toEqual([
      { no: 1, taken_by: '陈' },
      { no: 2, taken_by: '赵' },
    ]);
  });

  it('tells what fails only at COMMIT, and keeps nothing of it', async () => {
    await session.ask('CREATE TABLE row_of (no int REFERENCES seat DEFERRABLE INITIALLY DEFERRED)', []);
    const failing = session.transaction((ask) => ask('INSERT INTO row_of VALUES ($1)', [9]));
    await expect(failing).rejects.toMatchObject({ code: '23503' });
    expect((await session.ask('SELECT count(*)::int AS rows FROM row_of', [])).rows).toEqual([{ rows: 0 }]);
  });

  it('tells what cannot be parsed, in a transaction and outside', async () => {
    await expect(session.ask('SELECT $1::int FROM nowhere', [1])).rejects.toMatchObject({ code: '42P01' });
    const failing = session.transaction((ask) => ask('SELECT $1::int FROM nowhere', [1]));
    await expect(failing).rejects.toMatchObject({ code: '42P01' });
    expect(await seats()).toEqual([]);
  });

  it('lets one transaction end before the next begins, also for a single statement', async () => {
    const seen: string[] = [];
    const slow = session.transaction(async (ask) => {
      await ask('INSERT INTO seat VALUES ($1, $2)', [1, '陈']);
      seen.push('inserted');
      await new Promise((resolve) => setTimeout(resolve, 30));
      await ask('UPDATE seat SET taken_by = $1', ['赵']);
      seen.push('updated');
    });
    const read = seats().then((rows) => {
      seen.push('read');
      return rows;
    });
    expect(await read).toEqual([{ no: 1, taken_by: '赵' }]);
    await slow;
    expect(seen).toEqual(['inserted', 'updated', 'read']);
  });

  it('answers statements of one transaction that are asked at once, each with its own rows', async () => {
    const answers = await session.transaction((ask) =>
      Promise.all(Array.from({ length: 20 }, (_, no) => ask(`SELECT $1::int AS no${no % 3}`, [no]))),
    );
    expect(answers.map(({ rows }) => Object.values(rows[0] ?? {})[0])).toEqual([...Array(20).keys()]);
  });

  it('refuses what is asked in a transaction that is over', async () => {
    const late = await session.transaction(async (ask) => () => ask('SELECT $1::int AS n', [1]));
    await expect(late()).rejects.toThrow('is over');
    const failed: { ask?: () => Promise<unknown> } = {};
    await session
      .transaction(async (ask) => {
        failed.ask = () => ask('SELECT 1', []);
        throw new Error('no');
      })
      .catch(() => undefined);
    await expect(failed.ask?.()).rejects.toThrow('is over');
  });
});
