import type { Brand } from './brand.js';
import { err, ok, type Result } from './result.js';

/** Whole fen (分). 1 yuan = 100 fen. May be negative where it stands for a difference. */
export type Money = Brand<number, 'MoneyInFen'>;

/** Hundredths of a percent: 10,000 = 100 %. */
export type BasisPoints = number;

/** 100 %. */
export const hundredPercent: BasisPoints = 10_000;

export type NotWholeFen = { readonly type: 'NotWholeFen'; readonly given: number };

export const moneyFromFen = (fen: number): Result<Money, NotWholeFen> =>
  Number.isSafeInteger(fen) ? ok(fen as Money) : err({ type: 'NotWholeFen', given: fen });

/** For literals and sums of whole fen; throws where `moneyFromFen` would refuse. */
export const fen = (whole: number): Money => {
  if (!Number.isSafeInteger(whole)) throw new RangeError(`not whole fen: ${whole}`);
  return (whole === 0 ? 0 : whole) as Money;
};

export const zeroFen = fen(0);

export const addMoney = (left: Money, right: Money): Money => fen(left + right);
export const subtractMoney = (left: Money, right: Money): Money => fen(left - right);
export const negated = (amount: Money): Money => fen(-amount);
export const sumMoney = (amounts: readonly Money[]): Money => fen(amounts.reduce((sum, one) => sum + one, 0));
export const smaller = (left: Money, right: Money): Money => (left <= right ? left : right);
export const larger = (left: Money, right: Money): Money => (left >= right ? left : right);

/** `amount` × `rate`, parts of a fen dropped; exact for every safe amount. */
export const portion = (amount: Money, rate: BasisPoints): Money =>
  fen(Number((BigInt(amount) * BigInt(rate)) / 10_000n));

/**
 * Splits `amount` by weights with the largest remainder first: the parts always sum to `amount` (PAY7). A negative amount
 * is split like its positive twin. Throws when a weight is negative or no whole number, or when all are zero.
 */
export const splitMoney = (amount: Money, weights: readonly number[]): readonly Money[] => {
  if (amount < 0) return splitMoney(negated(amount), weights).map(negated);
  if (weights.some((weight) => weight < 0)) throw new RangeError('weights must not be negative');
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total <= 0n) throw new RangeError('weights must sum to more than zero');
  const whole = BigInt(amount);
  const parts = weights.map((weight, index) => {
    const share = whole * BigInt(weight);
    return { index, floor: share / total, remainder: share % total };
  });
  const given = parts.reduce((sum, part) => sum + part.floor, 0n);
  const luckiest = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  const extra = new Set(luckiest.slice(0, Number(whole - given)).map((part) => part.index));
  return parts.map((part) => fen(Number(part.floor) + (extra.has(part.index) ? 1 : 0)));
};
