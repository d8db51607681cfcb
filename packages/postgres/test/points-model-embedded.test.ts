import {
  balanceOf,
  clawBackPoints,
  earnPoints,
  emptyBook,
  expireDue,
  type PointsBook,
  type PointsOutcome,
  restorePoints,
  type SpentPoints,
  spendPoints,
} from '@banzhen/domain/points';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { ok, type Result } from '@banzhen/domain/shared/result';
import { type OpenDatabase, postgresMembershipUnitOfWork, uuidv7 } from '@banzhen/postgres';
import { membershipStoresFixture, rowsOf, sql, testSealer } from '@banzhen/postgres/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from './open-embedded.js';

type Step = {
  readonly act: 'earn' | 'spend' | 'restore' | 'clawback' | 'expire' | 'nothing';
  readonly points: number;
  readonly lasts: number;
  readonly daysLater: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('earn', 'earn', 'spend', 'restore', 'clawback', 'expire', 'nothing'),
  points: fc.integer({ min: 1, max: 60 }),
  lasts: fc.integer({ min: 1, max: 40 }),
  daysLater: fc.integer({ min: 0, max: 12 }),
});

const start = new Date('2030-01-07T02:00:00Z').getTime();

const decide = (
  book: PointsBook,
  { act, points, lasts }: Step,
  now: Date,
  spent: SpentPoints | undefined,
): Result<PointsOutcome, unknown> => {
  const by = { now, by: { as: 'SYS' } } as const;
  const wanted = { bizId: uuidv7(), points };
  const expiresAt = new Date(now.getTime() + lasts * DAY_MS);
  switch (act) {
    case 'earn':
      return earnPoints(book, { ...wanted, expiresAt }, by);
    case 'spend':
      return spendPoints(book, wanted, by);
    case 'clawback':
      return clawBackPoints(book, wanted, by);
    case 'restore':
      return spent
        ? restorePoints(book, { ...wanted, spent, earliestExpiry: expiresAt }, by)
        : ok({ book, movements: [] });
    case 'expire':
      return ok(expireDue(book, now));
    case 'nothing':
      return ok({ book, movements: [] });
  }
};

describe('points as they are stored', () => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openEmbedded();
  }, 60_000);
  afterAll(() => database.close());

  it('are what the rules say, after any interleaving of movements (C34)', async () => {
    const unitOfWork = postgresMembershipUnitOfWork(database.db, { news: database.news, sealer: testSealer });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const tenantId = idFrom<TenantId>(uuidv7());
        const accountId = idFrom<AccountId>(uuidv7());
        await membershipStoresFixture(database).addAccount(accountId, tenantId);
        let expected = emptyBook(tenantId, accountId);
        let now = start;
        let lastSpent: string | undefined;
        for (const one of steps) {
          now += one.daysLater * DAY_MS;
          await unitOfWork.run(async ({ points }) => {
            const book = await points.lock(tenantId, accountId);
            expect(book).toEqual(expected);
            const spent = lastSpent ? await points.spentFor(tenantId, lastSpent) : undefined;
            const outcome = decide(book, one, new Date(now), spent);
            if (!outcome.ok) return outcome;
            const { book: next, movements } = outcome.value;
            expected = next;
            lastSpent = movements.find(({ entry }) => entry.kind === 'SPEND')?.entry.bizId ?? lastSpent;
            return points.append(outcome.value);
          });
        }
        const [row] = await rowsOf<{ sum: number }>(
          database.db,
          sql`SELECT coalesce(sum(points), 0)::bigint AS sum FROM points_entry WHERE account_id = ${accountId}`,
        );
        expect(row?.sum).toBe(balanceOf(expected));
      }),
      { numRuns: 25 },
    );
  });
});
