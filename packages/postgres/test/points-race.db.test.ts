import type { QuotaUse } from '@banzhen/domain/membership';
import {
  balanceOf,
  earnPoints,
  type PointsBook,
  type PointsOutcome,
  spendPoints,
} from '@banzhen/domain/points';
import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { ok, type Result } from '@banzhen/domain/shared/result';
import type { MembershipStoresFixture } from '@banzhen/domain/testing/contracts';
import { type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { databaseFailure, membershipStoresFixture, rowsOf, run, sql } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meeting } from './meeting.js';
import { openOwnDatabase } from './support.js';

const CONNECTIONS = 16;
const now = new Date('2031-01-06T02:00:00Z');
const act = { now, by: { as: 'SYS' } } as const;
const expiresAt = new Date('2032-01-06T02:00:00Z');
const times = <T>(count: number, work: (index: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
const wins = (results: readonly Result<unknown, unknown>[]): number =>
  results.filter((result) => result.ok).length;

describe('many who want the same points or the same privilege at once', () => {
  let database: OpenDatabase;
  let stores: MembershipStoresFixture;
  beforeAll(async () => {
    database = await openOwnDatabase(CONNECTIONS);
    stores = membershipStoresFixture(database);
    await run(
      database.db,
      sql.raw(
        'CREATE TABLE unguarded_points (account_id uuid NOT NULL, biz_id text NOT NULL, points bigint NOT NULL)',
      ),
    );
    await run(
      database.db,
      sql.raw('CREATE TABLE unguarded_use (account_id uuid PRIMARY KEY, taken integer NOT NULL)'),
    );
    // A cold pool lets requests come one by one, which hides every race.
    await times(CONNECTIONS, () => run(database.db, sql`SELECT pg_sleep(${0.05}::float8)`));
  });
  afterAll(() => database.close());

  const anOwner = async () => {
    const owner = { tenantId: idFrom<TenantId>(uuidv7()), accountId: idFrom<AccountId>(uuidv7()) };
    await stores.addAccount(owner.accountId, owner.tenantId);
    return owner;
  };
  type Owner = Awaited<ReturnType<typeof anOwner>>;

  const moving = <E>(
    { tenantId, accountId }: Owner,
    decide: (book: PointsBook) => Result<PointsOutcome, E>,
  ) =>
    stores.unitOfWork.run<void, E | { readonly type: 'AlreadyBooked' }>(async ({ points }) => {
      const outcome = decide(await points.lock(tenantId, accountId));
      return outcome.ok ? points.append(outcome.value) : outcome;
    });
  const earn = (owner: Owner, points: number, bizId: string) =>
    moving(owner, (book) => earnPoints(book, { bizId, points, expiresAt }, act));
  const bookOf = async ({ tenantId, accountId }: Owner): Promise<PointsBook> => {
    const answer = await stores.unitOfWork.run<PointsBook, never>(async ({ points }) =>
      ok(await points.lock(tenantId, accountId)),
    );
    if (!answer.ok) throw new Error('reading is never refused');
    return answer.value;
  };
  const sumOf = async (table: 'points_entry' | 'unguarded_points', { accountId }: Owner): Promise<number> => {
    const [row] = await rowsOf<{ sum: number }>(
      database.db,
      sql`SELECT coalesce(sum(points), 0)::bigint AS sum FROM ${sql.raw(table)} WHERE account_id = ${accountId}`,
    );
    return row?.sum ?? Number.NaN;
  };

  it('spends three hundred points thirty times of a hundred, and the sum is the balance', async () => {
    const owner = await anOwner();
    await earn(owner, 300, uuidv7());
    const results = await times(100, () =>
      moving(owner, (book) => spendPoints(book, { bizId: uuidv7(), points: 10 }, act)),
    );
    expect(wins(results)).toBe(30);
    expect([await sumOf('points_entry', owner), balanceOf(await bookOf(owner))]).toEqual([0, 0]);
    for (const result of results)
      if (!result.ok) expect(result.error).toEqual({ type: 'NotEnoughPoints', wanted: 10, available: 0 });
  });

  it('control: looking at the sum and inserting then spends what is not there', async () => {
    const owner = await anOwner();
    await run(
      database.db,
      sql`INSERT INTO unguarded_points (account_id, biz_id, points) VALUES (${owner.accountId}, 'earned', 10)`,
    );
    const meet = meeting(CONNECTIONS);
    await times(CONNECTIONS, () =>
      database.db.transaction(async (tx) => {
        const [row] = await rowsOf<{ sum: number }>(
          tx,
          sql`SELECT sum(points)::bigint AS sum FROM unguarded_points WHERE account_id = ${owner.accountId}`,
        );
        await meet();
        if ((row?.sum ?? 0) < 10) return;
        await run(
          tx,
          sql`INSERT INTO unguarded_points (account_id, biz_id, points) VALUES (${owner.accountId}, ${uuidv7()}, -10)`,
        );
      }),
    );
    expect(await sumOf('unguarded_points', owner)).toBeLessThan(0);
  });

  it('is refused by the tables themselves where somebody decides without the lock', async () => {
    const owner = await anOwner();
    await earn(owner, 300, uuidv7());
    const stale = await bookOf(owner);
    const spent = spendPoints(stale, { bizId: uuidv7(), points: 300 }, act);
    if (!spent.ok) throw new Error('three hundred are there');
    const [movement] = spent.value.movements;
    if (!movement) throw new Error('a spending is a movement');
    const forgotten = await times(20, (index) => {
      const entry = { ...movement.entry, bizId: uuidv7(), seq: movement.entry.seq + (index % 2) };
      const outcome = { book: spent.value.book, movements: [{ ...movement, entry }] };
      return stores.unitOfWork
        .run(({ points }) => points.append(outcome))
        .then(
          () => 'done',
          (thrown) => databaseFailure(thrown)?.constraint,
        );
    });
    expect(forgotten.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(new Set(forgotten)).toEqual(new Set(['done', 'points_entry_pkey', 'points_entry_chain']));
    expect([await sumOf('points_entry', owner), balanceOf(await bookOf(owner))]).toEqual([0, 0]);
  });

  it('is refused where the row of the account forgets a lot', async () => {
    const owner = await anOwner();
    await earn(owner, 300, uuidv7());
    await run(
      database.db,
      sql`UPDATE points_account SET first_lot_no = 9 WHERE account_id = ${owner.accountId}`,
    );
    const failure = await earn(owner, 10, uuidv7()).then(() => undefined, databaseFailure);
    expect(failure?.constraint).toBe('points_entry_chain');
    expect(await sumOf('points_entry', owner)).toBe(300);
  });

  it('earns once of fifty with one business id', async () => {
    const owner = await anOwner();
    const bizId = uuidv7();
    const results = await times(50, () => earn(owner, 10, bizId));
    expect(wins(results)).toBe(1);
    expect(balanceOf(await bookOf(owner))).toBe(10);
  });

  it('earns once of fifty with one business id for fifty accounts of a tenant', async () => {
    const first = await anOwner();
    const owners = await times(50, async () => {
      const owner = { ...first, accountId: idFrom<AccountId>(uuidv7()) };
      await stores.addAccount(owner.accountId, owner.tenantId);
      return owner;
    });
    const bizId = uuidv7();
    expect(wins(await Promise.all(owners.map((owner) => earn(owner, 10, bizId))))).toBe(1);
  });

  it('control: looking for the business id and inserting then earns it more than once', async () => {
    const owner = await anOwner();
    const bizId = uuidv7();
    const meet = meeting(CONNECTIONS);
    await times(CONNECTIONS, () =>
      database.db.transaction(async (tx) => {
        const there = await rowsOf(tx, sql`SELECT FROM unguarded_points WHERE biz_id = ${bizId}`);
        await meet();
        if (there.length > 0) return;
        await run(
          tx,
          sql`INSERT INTO unguarded_points (account_id, biz_id, points) VALUES (${owner.accountId}, ${bizId}, 10)`,
        );
      }),
    );
    expect(await sumOf('unguarded_points', owner)).toBeGreaterThan(10);
  });

  it('gives a quota of three to three of fifty', async () => {
    const use: QuotaUse = {
      ...(await anOwner()),
      code: 'can_cancel_late',
      periodNo: 1,
      windowNo: 0,
      most: 3,
    };
    const results = await times(50, () =>
      stores.unitOfWork.run(({ privilegeQuotas }) => privilegeQuotas.take(use)),
    );
    expect(wins(results)).toBe(3);
    const taken = await stores.unitOfWork.run(async ({ privilegeQuotas }) =>
      ok(await privilegeQuotas.taken(use)),
    );
    expect(taken).toEqual(ok(3));
  });

  it('control: reading the counter and adding then gives it to more than three', async () => {
    const { accountId } = await anOwner();
    await run(database.db, sql`INSERT INTO unguarded_use (account_id, taken) VALUES (${accountId}, 0)`);
    const meet = meeting(CONNECTIONS);
    const granted = await times(CONNECTIONS, () =>
      database.db.transaction(async (tx) => {
        const [row] = await rowsOf<{ taken: number }>(
          tx,
          sql`SELECT taken FROM unguarded_use WHERE account_id = ${accountId}`,
        );
        await meet();
        if ((row?.taken ?? 3) >= 3) return false;
        await run(tx, sql`UPDATE unguarded_use SET taken = taken + 1 WHERE account_id = ${accountId}`);
        return true;
      }),
    );
    expect(granted.filter(Boolean).length).toBeGreaterThan(3);
  });
});
