import {
  adjustPoints,
  balanceOf,
  clawBackPoints,
  earnPoints,
  expireDue,
  MOST_POINTS,
  type PointsBook,
  pointsKinds,
  pointsTable,
  restorePoints,
  spendableAt,
  spendPoints,
} from '@banzhen/domain/points';
import { err } from '@banzhen/domain/shared/result';
import { describe, expect, it } from 'vitest';
import { byAdmin, day, did, fresh, onDay } from './points-scene.js';

const earned = (book: PointsBook, points: number, expiresOn: number, at = 0) =>
  did(earnPoints(book, { bizId: `earn ${book.lastSeq}`, points, expiresAt: day(expiresOn) }, onDay(at))).book;

describe('the table of points', () => {
  it('has one row for each kind (T1)', () => {
    expect(pointsTable.map(({ kind }) => kind)).toEqual([...pointsKinds]);
  });

  it('lets the system move points, and administrators adjust them only', () => {
    expect(spendPoints(earned(fresh, 5, 1), { bizId: 'x', points: 1 }, byAdmin(0))).toEqual(
      err({ type: 'PointsNotForThisRole', kind: 'SPEND', as: 'A' }),
    );
    const adjustment = {
      bizId: 'x',
      points: 1,
      direction: 'up',
      expiresAt: day(1),
      cause: 'goodwill',
    } as const;
    expect(adjustPoints(fresh, adjustment, onDay(0))).toEqual(
      err({ type: 'PointsNotForThisRole', kind: 'ADJUST', as: 'SYS' }),
    );
  });
});

describe('points', () => {
  it.each([0, -1, 1.5, Number.NaN, MOST_POINTS + 1])(
    'are whole and more than zero: %s is refused',
    (points) => {
      const wrong = err({ type: 'WrongPoints', given: points });
      const book = earned(fresh, 10, 9);
      expect(earnPoints(book, { bizId: 'x', points, expiresAt: day(1) }, onDay(0))).toEqual(wrong);
      expect(spendPoints(book, { bizId: 'x', points }, onDay(0))).toEqual(wrong);
      expect(clawBackPoints(book, { bizId: 'x', points }, onDay(0))).toEqual(wrong);
    },
  );

  it('are not earned when they have expired already', () => {
    expect(earnPoints(fresh, { bizId: 'x', points: 1, expiresAt: day(1) }, onDay(1))).toEqual(
      err({ type: 'ExpiryPast', expiresAt: day(1) }),
    );
  });

  it('are spent in the order in which they expire, not in which they were earned', () => {
    const book = earned(earned(earned(fresh, 10, 30), 10, 10), 10, 20);
    const { movements, book: after } = did(spendPoints(book, { bizId: 'x', points: 15 }, onDay(1)));
    expect(movements.map(({ draws }) => draws)).toEqual([
      [
        { lotNo: 2, points: 10 },
        { lotNo: 3, points: 5 },
      ],
    ]);
    expect(after.lots).toEqual([
      { no: 1, left: 10, expiresAt: day(30) },
      { no: 3, left: 5, expiresAt: day(20) },
    ]);
  });

  it('are not spent beyond what has not expired, to the millisecond', () => {
    const book = earned(earned(fresh, 10, 5), 10, 30);
    const lastMoment = { now: new Date(day(5).getTime() - 1), by: { as: 'SYS' } } as const;
    expect(did(spendPoints(book, { bizId: 'x', points: 20 }, lastMoment)).book.lots).toEqual([]);
    expect(spendPoints(book, { bizId: 'x', points: 20 }, onDay(5))).toEqual(
      err({ type: 'NotEnoughPoints', wanted: 20, available: 10 }),
    );
  });

  it('that have expired are written off before anything else happens', () => {
    const book = earned(earned(fresh, 10, 5), 10, 30);
    const { movements } = did(spendPoints(book, { bizId: 'x', points: 4 }, onDay(6)));
    expect(movements.map(({ entry: { kind, points, seq } }) => [kind, points, seq])).toEqual([
      ['EXPIRE', -10, 3],
      ['SPEND', -4, 4],
    ]);
    expect(expireDue(book, day(4)).movements).toEqual([]);
  });

  it('that are clawed back beyond the balance are owed, and later ones pay that first', () => {
    const owing = did(clawBackPoints(earned(fresh, 30, 9), { bizId: 'x', points: 50 }, onDay(1))).book;
    expect([balanceOf(owing), owing.debt, spendableAt(owing, day(1))]).toEqual([-20, 20, 0]);
    const less = earned(owing, 15, 9);
    expect([less.debt, less.lots]).toEqual([5, []]);
    const clear = earned(less, 15, 9);
    expect([clear.debt, balanceOf(clear), clear.lots.map(({ left }) => left)]).toEqual([0, 10, [10]]);
  });

  it('are adjusted for a cause, never below zero', () => {
    const up = { bizId: 'a', points: 8, direction: 'up', expiresAt: day(9), cause: 'goodwill' } as const;
    const { book, movements } = did(adjustPoints(fresh, up, byAdmin(0)));
    expect(movements[0]?.entry).toMatchObject({
      kind: 'ADJUST',
      points: 8,
      cause: 'goodwill',
      by: { as: 'A' },
    });
    const down = { bizId: 'b', points: 9, direction: 'down', cause: 'correction' } as const;
    expect(adjustPoints(book, down, byAdmin(1))).toEqual(
      err({ type: 'NotEnoughPoints', wanted: 9, available: 8 }),
    );
    expect(balanceOf(did(adjustPoints(book, { ...down, points: 8 }, byAdmin(1))).book)).toBe(0);
  });
});

describe('restoring what was spent', () => {
  const spent = {
    seq: 3,
    restored: 0,
    parts: [
      { points: 10, expiresAt: day(10) },
      { points: 5, expiresAt: day(60) },
    ],
  };
  const restore = (points: number, restored = 0, earliestExpiry = day(20)) =>
    restorePoints(fresh, { bizId: 'x', points, spent: { ...spent, restored }, earliestExpiry }, onDay(8));

  it('gives points their expiry back, the last to expire first, and time to use those that would be gone', () => {
    expect(did(restore(7)).movements[0]?.grants).toEqual([
      { lotNo: 1, points: 5, expiresAt: day(60) },
      { lotNo: 2, points: 2, expiresAt: day(20) },
    ]);
    expect(did(restore(8, 7)).movements[0]?.grants).toEqual([{ lotNo: 1, points: 8, expiresAt: day(20) }]);
    expect(did(restore(15)).movements[0]?.entry).toMatchObject({ points: 15, ofSeq: 3 });
  });

  it('never gives back more than was spent, whatever came back before', () => {
    expect(restore(16)).toEqual(err({ type: 'MoreThanSpent', wanted: 16, restorable: 15 }));
    expect(restore(9, 7)).toEqual(err({ type: 'MoreThanSpent', wanted: 9, restorable: 8 }));
    expect(restore(1, 0, day(8))).toEqual(err({ type: 'ExpiryPast', expiresAt: day(8) }));
  });

  it('pays what is owed first', () => {
    const owing = did(clawBackPoints(fresh, { bizId: 'c', points: 4 }, onDay(1))).book;
    const { book } = did(
      restorePoints(owing, { bizId: 'x', points: 15, spent, earliestExpiry: day(20) }, onDay(8)),
    );
    expect([book.debt, balanceOf(book)]).toEqual([0, 11]);
  });
});
