import { beforeEach, describe, expect, it } from 'vitest';
import {
  type AlreadyBooked,
  adjustPoints,
  balanceOf,
  clawBackPoints,
  earnPoints,
  expireDue,
  type PointsBook,
  type PointsOutcome,
  restorePoints,
  spendPoints,
} from '../../points/index.js';
import { DAY_MS } from '../../shared/clock.js';
import type { AccountId, TenantId } from '../../shared/ids.js';
import { done, err, ok, type Result } from '../../shared/result.js';
import { freshId } from './fresh.js';
import { anAccountOf, type OpenMembershipStores, openedMembership } from './membership-fixture.js';
import { inOne } from './patient-fixture.js';

/** Long before anything else that shares the store is due. */
const start = new Date('1990-01-07T02:00:00Z');
const day = (days: number): Date => new Date(start.getTime() + days * DAY_MS);
const on = (days: number) => ({ now: day(days), by: { as: 'SYS' } }) as const;

export const pointsStoreContract = (adapterName: string, open: OpenMembershipStores): void => {
  describe(`PointsStore and ExpiringPoints contract: ${adapterName}`, () => {
    const opened = openedMembership(open);
    let owner: { readonly tenantId: TenantId; readonly accountId: AccountId };
    beforeEach(async () => {
      owner = await anAccountOf(opened());
    });

    const moving = <E>(decide: (book: PointsBook) => Result<PointsOutcome, E>) =>
      opened().unitOfWork.run<void, E | AlreadyBooked>(async ({ points }) => {
        const outcome = decide(await points.lock(owner.tenantId, owner.accountId));
        return outcome.ok ? points.append(outcome.value) : outcome;
      });
    const earn = (points: number, expiresOn = 30, bizId: string = freshId()) =>
      moving((book) => earnPoints(book, { bizId, points, expiresAt: day(expiresOn) }, on(0)));
    const spend = (points: number, bizId: string = freshId(), at = 1) =>
      moving((book) => spendPoints(book, { bizId, points }, on(at)));
    const book = () =>
      inOne(opened().unitOfWork, ({ points }) => points.lock(owner.tenantId, owner.accountId));
    const entries = (limit = 100, beforeSeq?: number) =>
      inOne(opened().unitOfWork, ({ points }) => points.entriesOf(owner.accountId, limit, beforeSeq));

    it('gives the book back as the movements leave it, locked or only looked at', async () => {
      const seen = () =>
        inOne(opened().unitOfWork, ({ points }) => points.book(owner.tenantId, owner.accountId));
      expect(await seen()).toEqual({ ...owner, lastSeq: 0, lastLotNo: 0, lots: [], debt: 0 });
      expect(await book()).toEqual({ ...owner, lastSeq: 0, lastLotNo: 0, lots: [], debt: 0 });
      await earn(10, 30);
      await earn(20, 10);
      await spend(25);
      expect(await book()).toEqual({
        ...owner,
        lastSeq: 3,
        lastLotNo: 2,
        lots: [{ no: 1, left: 5, expiresAt: day(30) }],
        debt: 0,
      });
      expect(await seen()).toEqual(await book());
    });

    it('tells the entries, the newest first, with all that they say', async () => {
      await earn(10);
      const act = { now: day(2), by: { as: 'A', accountId: owner.accountId } } as const;
      const up = {
        bizId: 'goodwill',
        points: 5,
        direction: 'up',
        expiresAt: day(40),
        cause: 'goodwill',
      } as const;
      await moving((one) => adjustPoints(one, up, act));
      expect(await entries(1)).toEqual([
        {
          ...owner,
          seq: 2,
          kind: 'ADJUST',
          bizId: 'goodwill',
          points: 5,
          leftAfter: 15,
          debtAfter: 0,
          at: day(2),
          by: act.by,
          cause: 'goodwill',
        },
      ]);
      expect((await entries(5, 2)).map(({ seq, kind }) => [seq, kind])).toEqual([[1, 'EARN']]);
      const found = await inOne(opened().unitOfWork, ({ points }) =>
        points.find(owner.tenantId, 'ADJUST', 'goodwill'),
      );
      expect(found?.seq).toBe(2);
    });

    it('keeps what is owed, and lets what comes later pay it (T1)', async () => {
      await earn(10);
      await moving((one) => clawBackPoints(one, { bizId: freshId(), points: 25 }, on(1)));
      expect(await book()).toMatchObject({ lots: [], debt: 15 });
      await earn(20);
      expect(await book()).toMatchObject({ lots: [{ left: 5 }], debt: 0 });
      expect((await entries()).reduce((sum, { points }) => sum + points, 0)).toBe(5);
    });

    it('knows what a spending took, and what of it came back', async () => {
      const bizId = freshId();
      await earn(10, 30);
      await earn(10, 10);
      await spend(15, bizId);
      const spentFor = () =>
        inOne(opened().unitOfWork, ({ points }) => points.spentFor(owner.tenantId, bizId));
      const spent = await spentFor();
      expect(spent?.parts.toSorted((one, other) => one.points - other.points)).toEqual([
        { points: 5, expiresAt: day(30) },
        { points: 10, expiresAt: day(10) },
      ]);
      if (!spent) throw new Error('it was spent');
      const back = { bizId: freshId(), points: 7, spent, earliestExpiry: day(20) };
      expect(await moving((one) => restorePoints(one, back, on(2)))).toEqual(done);
      expect(await spentFor()).toEqual({ ...spent, restored: 7 });
    });

    it('books a kind and a business once in a tenant, and leaves nothing of the second time (C34)', async () => {
      const bizId = freshId();
      await earn(10, 5);
      expect(await spend(1, bizId)).toEqual(ok(undefined));
      await earn(10, 90);
      const before = await book();
      expect(await spend(1, bizId, 6)).toEqual(err({ type: 'AlreadyBooked', kind: 'SPEND', bizId }));
      expect(await book()).toEqual(before);
      expect(await earn(1, 30, bizId)).toEqual(done);

      owner = await anAccountOf(opened(), owner.tenantId);
      expect(await earn(1, 30, bizId)).toEqual(err({ type: 'AlreadyBooked', kind: 'EARN', bizId }));
      expect(await book()).toMatchObject({ lastSeq: 0, lots: [] });
      owner = await anAccountOf(opened());
      expect(await earn(1, 30, bizId)).toEqual(done);
    });

    it('throws where a movement was decided on an older book, and keeps what is there', async () => {
      await earn(10);
      const old = await book();
      await spend(10);
      await expect(moving(() => spendPoints(old, { bizId: freshId(), points: 10 }, on(1)))).rejects.toThrow();
      expect(balanceOf(await book())).toBe(0);
    });

    it('throws where an entry does not say what its lots do', async () => {
      await earn(10);
      const forged = (outcome: PointsOutcome, change: object): PointsOutcome => ({
        ...outcome,
        movements: outcome.movements.map((one) => ({ ...one, entry: { ...one.entry, ...change } })),
      });
      for (const change of [{ points: 11 }, { leftAfter: 30 }, { points: 11, leftAfter: 21 }])
        await expect(
          moving((one) => {
            const earned = earnPoints(one, { bizId: freshId(), points: 10, expiresAt: day(9) }, on(1));
            return earned.ok ? ok(forged(earned.value, change)) : earned;
          }),
        ).rejects.toThrow();
      expect(balanceOf(await book())).toBe(10);
    });

    it('throws where a lot would give more than it has', async () => {
      await earn(10, 10);
      await earn(10, 20);
      const fromOneLot = moving((one) => {
        const spent = spendPoints(one, { bizId: freshId(), points: 15 }, on(1));
        const movements = spent.ok ? spent.value.movements : [];
        const forged = movements.map((movement) => ({ ...movement, draws: [{ lotNo: 1, points: 15 }] }));
        return spent.ok ? ok({ ...spent.value, movements: forged }) : spent;
      });
      await expect(fromOneLot).rejects.toThrow();
      expect(balanceOf(await book())).toBe(20);
    });

    it('lets no more be spent than there is by many at once', async () => {
      await earn(30, 20);
      await earn(20, 10);
      const answers = await Promise.all(Array.from({ length: 12 }, () => spend(10)));
      expect(answers.filter((answer) => answer.ok)).toHaveLength(5);
      expect(answers.filter((answer) => !answer.ok)).toEqual(
        Array.from({ length: 7 }, () => err({ type: 'NotEnoughPoints', wanted: 10, available: 0 })),
      );
      expect((await entries()).reduce((sum, { points }) => sum + points, 0)).toBe(0);
    });

    it('books one of many that come at once for the same business', async () => {
      const bizId = freshId();
      const answers = await Promise.all(Array.from({ length: 8 }, () => earn(10, 30, bizId)));
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(balanceOf(await book())).toBe(10);
    });

    it('finds the accounts with something to expire, the longest expired first', async () => {
      const due = async (days: number) => {
        const mine = new Set([first.accountId, second.accountId]);
        return (await opened().expiringPoints.due(day(days), 1_000)).filter(({ accountId }) =>
          mine.has(accountId),
        );
      };
      const first = owner;
      await earn(10, 8);
      await earn(10, 20);
      owner = await anAccountOf(opened());
      const second = owner;
      await earn(10, 5);
      expect(await due(4)).toEqual([]);
      expect(await due(9)).toEqual([second, first]);
      await moving((one) => ok(expireDue(one, day(9))));
      expect(await due(9)).toEqual([first]);
      expect(await book()).toMatchObject({ lastSeq: 2, lots: [] });
    });
  });
};
