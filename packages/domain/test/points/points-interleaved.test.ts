import {
  balanceOf,
  clawBackPoints,
  earnPoints,
  expireDue,
  leftIn,
  type PointsBook,
  type PointsMovement,
  type PointsOutcome,
  restorePoints,
  type SpentPoints,
  spendPoints,
} from '@banzhen/domain/points';
import type { Result } from '@banzhen/domain/shared/result';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, fresh, onDay } from './points-scene.js';

type Step = {
  readonly act: 'earn' | 'spend' | 'restore' | 'clawback' | 'expire';
  readonly points: number;
  /** Days until what is earned expires. */
  readonly lasts: number;
  readonly daysLater: number;
  /** Which of the spendings is restored. */
  readonly which: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('earn', 'earn', 'spend', 'restore', 'clawback', 'expire'),
  points: fc.integer({ min: 1, max: 100 }),
  lasts: fc.integer({ min: 1, max: 40 }),
  daysLater: fc.integer({ min: 0, max: 15 }),
  which: fc.nat(20),
});

/** What the entries alone say was spent, with what of it came back. */
const spentIn = (history: readonly PointsMovement[]): readonly SpentPoints[] => {
  const expiries = new Map(
    history.flatMap(({ grants }) => grants.map(({ lotNo, expiresAt }) => [lotNo, expiresAt] as const)),
  );
  return history
    .filter(({ entry }) => entry.kind === 'SPEND')
    .map(({ entry: { seq }, draws }) => ({
      seq,
      parts: draws.map(({ lotNo, points }) => ({ points, expiresAt: expiries.get(lotNo) ?? day(0) })),
      restored: history
        .filter(({ entry }) => entry.ofSeq === seq)
        .reduce((sum, { entry }) => sum + entry.points, 0),
    }));
};

type Life = {
  readonly book: PointsBook;
  readonly history: readonly PointsMovement[];
  readonly today: number;
};

const attempt = ({ book, history }: Life, { act, points, lasts, which }: Step, today: number) => {
  const at = onDay(today);
  const bizId = `${history.length}`;
  const expiresAt = day(today + lasts);
  const spendings = spentIn(history);
  const spent = spendings[which % Math.max(1, spendings.length)];
  const acts: Record<Step['act'], () => Result<PointsOutcome, unknown>> = {
    earn: () => earnPoints(book, { bizId, points, expiresAt }, at),
    spend: () => spendPoints(book, { bizId, points }, at),
    restore: () =>
      spent
        ? restorePoints(book, { bizId, points, spent, earliestExpiry: expiresAt }, at)
        : { ok: false, error: 'nothing was spent' },
    clawback: () => clawBackPoints(book, { bizId, points }, at),
    expire: () => ({ ok: true, value: expireDue(book, at.now) }),
  };
  return acts[act]();
};

const lived = (steps: readonly Step[], check: (life: Life) => void): Life => {
  let life: Life = { book: fresh, history: [], today: 0 };
  for (const one of steps) {
    const today = life.today + one.daysLater;
    const answer = attempt(life, one, today);
    const { book, movements } = answer.ok ? answer.value : { book: life.book, movements: [] };
    life = { today, book, history: life.history.concat(movements) };
    check(life);
  }
  return life;
};

const totalOf = (history: readonly PointsMovement[], ...kinds: readonly string[]): number =>
  history.filter(({ entry }) => kinds.includes(entry.kind)).reduce((sum, { entry }) => sum + entry.points, 0);

const sumHolds = ({ book, history }: Life): void => {
  const sum = history.reduce((total, { entry }) => total + entry.points, 0);
  expect(sum).toBe(balanceOf(book));
  expect(leftIn(book)).toBeGreaterThanOrEqual(0);
  expect(book.debt === 0 || leftIn(book) === 0).toBe(true);
  expect(sum + book.debt).toBeGreaterThanOrEqual(0);
};

describe('any interleaving of what can happen to points', () => {
  it('keeps the sum of the entries equal to the balance, and that at least zero apart from what is owed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        lived(steps, sumHolds);
      }),
      { numRuns: 500 },
    );
  });

  it('accounts for every point: earned and restored = spent + expired + clawed back - owed + left', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { book, history } = lived(steps, () => undefined);
        const came = totalOf(history, 'EARN', 'RESTORE');
        const went = -totalOf(history, 'SPEND', 'EXPIRE', 'CLAWBACK');
        expect(came).toBe(went - book.debt + leftIn(book));
        expect(history.every(({ entry }, index) => entry.seq === index + 1)).toBe(true);
      }),
    );
  });

  it('draws no lot beyond what was put into it, and none after its expiry but to write it off', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { history } = lived(steps, () => undefined);
        const lots = new Map(
          history.flatMap(({ grants }) => grants.map((grant) => [grant.lotNo, grant] as const)),
        );
        const drawn = new Map<number, number>();
        for (const { entry, draws } of history)
          for (const { lotNo, points } of draws) {
            const lot = lots.get(lotNo);
            if (!lot) throw new Error(`there is no lot ${lotNo}`);
            drawn.set(lotNo, (drawn.get(lotNo) ?? 0) + points);
            expect(drawn.get(lotNo)).toBeLessThanOrEqual(lot.points);
            expect(lot.expiresAt <= entry.at).toBe(entry.kind === 'EXPIRE');
          }
      }),
    );
  });
});
