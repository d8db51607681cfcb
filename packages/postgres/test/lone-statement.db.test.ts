import type { AccountId, TenantId } from '@banzhen/domain/shared/ids';
import { idFrom } from '@banzhen/domain/shared/ids';
import { type Asker, type OpenDatabase, platformAsker, uuidv7 } from '@banzhen/postgres';
import { rowsOf, run, sql } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';

const tenantId = idFrom<TenantId>(uuidv7());
const person = (accountId = idFrom<AccountId>(uuidv7())) =>
  ({
    power: 'person',
    tenantId,
    accountId,
  }) satisfies Asker;

type Seen = {
  readonly account: string | null;
  readonly role: string;
  readonly given: number;
  readonly pid: number;
};

const WHO = `current_setting('app.account', true) AS account, current_user AS role, pg_backend_pid() AS pid`;
const whoIsIt = (given: number) => sql`SELECT ${sql.raw(WHO)}, ${given}::integer AS given`;

describe('a read that is sent together with its transaction', () => {
  let database: OpenDatabase;
  let single: OpenDatabase;
  beforeAll(async () => {
    database = await openOwnDatabase(3);
    single = await openOwnDatabase(1);
    await run(single.db, sql`CREATE TABLE shape (of integer)`);
    await run(single.db, sql`GRANT SELECT ON shape TO banzhen_people, banzhen_platform`);
    await run(single.db, sql`INSERT INTO shape VALUES (7)`);
  });
  afterAll(() => Promise.all([database.close(), single.close()]));

  const readAs = async (from: OpenDatabase, asker: Asker, given = 1): Promise<Seen | undefined> =>
    (
      await rowsOf<Seen>(
        from.for(() => asker),
        whoIsIt(given),
      )
    )[0];

  it('is done as whoever asks, also where many others and whole transactions are under way', async () => {
    const askers = Array.from({ length: 300 }, person);
    const seen = await Promise.all(
      askers.map((asker, no) =>
        no % 3 === 0
          ? database.for(() => asker).transaction(async (tx) => (await rowsOf<Seen>(tx, whoIsIt(no)))[0])
          : readAs(database, asker, no),
      ),
    );
    expect(seen.map((one) => one?.account)).toEqual(askers.map(({ accountId }) => accountId));
    expect(seen.map((one) => one?.given)).toEqual(askers.map((_, no) => no));
    expect(new Set(seen.map((one) => one?.role))).toEqual(new Set(['banzhen_people']));
  });

  it('leaves nothing of whoever asked on the connection', async () => {
    await readAs(single, person());
    const [after] = await rowsOf<Seen>(single.db, whoIsIt(0));
    expect(after).toMatchObject({ account: '' });
    expect(after?.role).not.toMatch(/^banzhen_(?:people|platform)$/);
  });

  it('fails by itself, and the next one on its connection is well', async () => {
    const own = single.for(() => person());
    const divided = (by: number) => rowsOf(own, sql`SELECT 1 / ${by}::integer AS part`);
    await expect(divided(1)).resolves.toEqual([{ part: 1 }]);
    await expect(divided(0)).rejects.toMatchObject({ code: '22012' });
    await expect(Promise.all([divided(1), divided(1)])).resolves.toHaveLength(2);
  });

  it('tells no rows when it cannot be said who asks', async () => {
    // The server takes no such text.
    const unsayable = person('\0' as AccountId);
    await expect(readAs(single, unsayable)).rejects.toMatchObject({ code: '22021' });
    await expect(readAs(single, platformAsker)).resolves.toMatchObject({ role: 'banzhen_platform' });
  });

  it('is lost with its connection, and nobody else is', async () => {
    const asleep = rowsOf(
      database.for(() => person()),
      sql`SELECT pg_sleep(${30}::integer)`,
    );
    const lost = expect(asleep).rejects.toMatchObject({ isTransient: true });
    await expect
      .poll(async () => {
        const ended = await rowsOf(
          single.db,
          sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE ${'SELECT pg_sleep%'}
            AND pid <> pg_backend_pid()`,
        );
        return ended.length;
      })
      .toBe(1);
    await lost;
    const others = Array.from({ length: 20 }, person);
    const seen = await Promise.all(others.map((asker) => readAs(database, asker)));
    expect(seen.map((one) => one?.account)).toEqual(others.map(({ accountId }) => accountId));
  });

  it('is never sent again behind the end of its transaction when its plan is out of date', async () => {
    const own = single.for(() => person());
    const read = () =>
      rowsOf<Seen & { readonly of: unknown }>(
        own,
        sql`SELECT shape.of, ${sql.raw(WHO)} FROM shape WHERE ${1}::integer = 1`,
      );
    await read();
    await run(single.db, sql`ALTER TABLE shape ALTER COLUMN of TYPE text`);
    const told = await read().catch((thrown: unknown) => thrown);
    const again = await read();
    for (const rows of [told, again].filter(Array.isArray))
      expect(rows).toEqual([expect.objectContaining({ of: '7', role: 'banzhen_people' })]);
    expect(again).toHaveLength(1);
  });

  it('closes its pool without waiting for anybody', async () => {
    const closing = await openOwnDatabase(2);
    const asked = Promise.all(Array.from({ length: 10 }, () => readAs(closing, person())));
    await asked;
    await closing.close();
    await expect(readAs(closing, person())).rejects.toMatchObject({ isTransient: true });
  });
});
