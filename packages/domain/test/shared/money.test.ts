import {
  addMoney,
  type BasisPoints,
  fen,
  type Money,
  moneyFromFen,
  negated,
  portion,
  splitMoney,
  subtractMoney,
  sumMoney,
} from '@banzhen/domain/shared/money';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const anyAmount = fc.maxSafeInteger().map(fen);
const paidAmount = fc.integer({ min: 0, max: 10_000_000_00 }).map(fen);
const anyRate = fc.integer({ min: 0, max: 10_000 });
const weights = fc
  .array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 12 })
  .filter((all) => all.some((weight) => weight > 0));

describe('whole fen', () => {
  test('refuse parts of a fen and amounts that a number cannot hold', () => {
    for (const given of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(moneyFromFen(given)).toEqual({ ok: false, error: { type: 'NotWholeFen', given } });
    expect(moneyFromFen(435)).toEqual({ ok: true, value: 435 });
    expect(() => fen(4.35)).toThrow(RangeError);
    expect(() => addMoney(fen(Number.MAX_SAFE_INTEGER), fen(1))).toThrow(RangeError);
  });

  test('know no negative zero', () => {
    expect(Object.is(negated(fen(0)), 0)).toBe(true);
    expect(Object.is(subtractMoney(fen(5), fen(5)), 0)).toBe(true);
  });
});

describe('splitting', () => {
  const sumsUp = (split: (amount: Money, parts: readonly number[]) => readonly number[]) =>
    fc.property(anyAmount, weights, (amount, parts) => sumMoney(split(amount, parts).map(fen)) === amount);

  test('gives parts that sum to the amount, for every amount and all weights', () => {
    fc.assert(sumsUp(splitMoney), { numRuns: 500 });
  });

  test('would lose fen with floating point: the same property catches it', () => {
    const naive = (amount: Money, parts: readonly number[]) => {
      const total = parts.reduce((sum, weight) => sum + weight, 0);
      return parts.map((weight) => ((amount / 100) * (weight / total) * 100) | 0);
    };
    expect((4.35 * 100) | 0).toBe(434);
    expect(fc.check(sumsUp(naive), { seed: 1, endOnFailure: true }).failed).toBe(true);
  });

  test('keeps every part within one fen of its exact share', () => {
    fc.assert(
      fc.property(paidAmount, weights, (amount, parts) => {
        const total = parts.reduce((sum, weight) => sum + weight, 0);
        splitMoney(amount, parts).forEach((part, index) => {
          const exact = (amount * (parts[index] ?? 0)) / total;
          expect(Math.abs(part - exact)).toBeLessThan(1);
        });
      }),
    );
  });

  test('gives the odd fen to the largest remainders, the first of equals first', () => {
    expect(splitMoney(fen(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitMoney(fen(101), [1, 1, 1])).toEqual([34, 34, 33]);
    expect(splitMoney(fen(10), [1, 5, 4])).toEqual([1, 5, 4]);
    expect(splitMoney(fen(1), [2, 3, 2])).toEqual([0, 1, 0]);
    expect(splitMoney(fen(435), [7900, 2000, 100])).toEqual([344, 87, 4]);
  });

  test('splits a difference like its positive twin', () => {
    expect(splitMoney(fen(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(splitMoney(fen(0), [1, 0])).toEqual([0, 0]);
  });

  test('gives nothing to a weight of zero', () => {
    fc.assert(
      fc.property(paidAmount, weights, (amount, parts) => splitMoney(amount, [0, ...parts])[0] === 0),
    );
  });

  test('throws for weights that say nothing', () => {
    expect(() => splitMoney(fen(1), [0, 0])).toThrow(RangeError);
    expect(() => splitMoney(fen(1), [])).toThrow(RangeError);
    expect(() => splitMoney(fen(1), [2, -1])).toThrow(RangeError);
    expect(() => splitMoney(fen(1), [0.5])).toThrow(RangeError);
  });
});

describe('portions', () => {
  const isExact = (take: (amount: Money, rate: BasisPoints) => number) =>
    fc.property(paidAmount, anyRate, (amount, rate) => {
      const exact = BigInt(amount) * BigInt(rate);
      const part = BigInt(take(amount, rate)) * 10_000n;
      return part <= exact && exact - part < 10_000n;
    });

  test('drop less than one fen, at every rate', () => {
    fc.assert(isExact(portion), { numRuns: 500 });
    expect(portion(fen(Number.MAX_SAFE_INTEGER), 9999)).toBe(9006298534815516);
    expect(portion(fen(435), 10_000)).toBe(435);
    expect(portion(fen(435), 0)).toBe(0);
  });

  test('would be wrong in yuan with floating point: the same property catches it', () => {
    const naive = (amount: Money, rate: BasisPoints) => Math.trunc((amount / 100) * (rate / 10_000) * 100);
    expect(fc.check(isExact(naive), { numRuns: 5000, seed: 1, endOnFailure: true }).failed).toBe(true);
  });
});
