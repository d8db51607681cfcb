import { DAY_MS, latest } from '../shared/clock.js';
import { fen, larger, type Money, subtractMoney, sumMoney, zeroFen } from '../shared/money.js';
import type { Purchase } from './member.js';

/** What the whole days that have not begun are worth, parts of a fen dropped; exact for every safe price. */
const unusedOf = ({ priceFen, days, during }: Purchase, now: Date): Money => {
  const left = during.endsAt.getTime() - latest(now, during.startsAt).getTime();
  const unused = Math.min(days, Math.max(0, Math.floor(left / DAY_MS)));
  return fen(Number((BigInt(priceFen) * BigInt(unused)) / BigInt(days)));
};

/** What was paid for days after `now`, in fen (M6). A day that has begun is used. */
export const unusedFen = (purchases: readonly Purchase[], now: Date): Money =>
  sumMoney(purchases.map((one) => unusedOf(one, now)));

/** M6: unused days less the benefits that were used, never below zero. */
export const refundFen = (purchases: readonly Purchase[], usedBenefitsFen: Money, now: Date): Money =>
  larger(zeroFen, subtractMoney(unusedFen(purchases, now), usedBenefitsFen));
