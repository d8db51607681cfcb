import { minutesBetween } from '../shared/clock.js';
import { type BasisPoints, hundredPercent, type Money, portion, subtractMoney } from '../shared/money.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import { keptFen, type Order, type OrderStatus, owesDifference, visitRange } from './order.js';

/**
 * Says which rule decided: `full`, a tier such as `24h`, `on-the-way`, `escort-late`, or `refund-ceiling` where an earlier
 * change by the family allows less than the tier.
 */
export type SplitRule = string;

/** What a cancellation by the family's own wish gives back of what is paid, and by which rule. */
export type WishTerms = { readonly rule: SplitRule; readonly refund: BasisPoints };

const everything: WishTerms = { rule: 'full', refund: hundredPercent };

/** The tier of this moment, whatever the family did before (O19, O20). */
const tierTerms = (order: Order, { cancellation }: VisitPolicy, now: Date): WishTerms => {
  if (order.status === 'PENDING_PAYMENT' || order.status === 'PAID' || order.status === 'ASSIGNED')
    return everything;
  if (order.status === 'EN_ROUTE' || order.status === 'ARRIVED')
    return { rule: 'on-the-way', refund: cancellation.onTheWayRefund };
  const hoursLeft = minutesBetween(now, visitRange(order).startsAt) / 60;
  const tier =
    cancellation.tiers.find(({ hoursBefore }) => hoursLeft >= hoursBefore) ?? cancellation.tiers.at(-1);
  return { rule: `${tier?.hoursBefore ?? 0}h`, refund: tier?.refund ?? 0 };
};

const awaitingEscort: readonly OrderStatus[] = ['PAID', 'ASSIGNED', 'ACCEPTED', 'EN_ROUTE'];

/**
 * The tier of this moment or the order's refund ceiling, whichever gives back less. An escort who is late is not the
 * family's doing, so then everything goes back; nobody sets out before the difference to a dearer time is paid.
 */
export const wishTerms = (order: Order, policy: VisitPolicy, now: Date): WishTerms => {
  const isLate = minutesBetween(visitRange(order).startsAt, now) > policy.noShow.escortLateMinutes;
  if (isLate && awaitingEscort.includes(order.status) && !owesDifference(order))
    return { rule: 'escort-late', refund: hundredPercent };
  const terms = tierTerms(order, policy, now);
  return order.refundCeiling < terms.refund ? { rule: 'refund-ceiling', refund: order.refundCeiling } : terms;
};

/**
 * The refund ceiling 退款上限 of `order` after a change that moves the visit or frees it of its escort (O9, O10). By the
 * family it falls to what cancelling instead would give back, so that no change is a way around a fee; `goesBackFen`, the
 * difference that a cheaper time gives back, counts as a part of that. By anybody else it stays. Only an escort who is
 * released sets it to 100 % again (O8).
 */
export const ceilingAfterChange = (
  order: Order,
  policy: VisitPolicy,
  act: Act,
  goesBackFen: Money,
): BasisPoints => {
  if (act.by.as !== 'U' || order.status === 'PENDING_PAYMENT') return order.refundCeiling;
  const { refund } = wishTerms(order, policy, act.now);
  const paid = keptFen(order);
  const left = subtractMoney(paid, goesBackFen);
  if (goesBackFen <= 0 || left <= 0) return Math.min(order.refundCeiling, refund);
  const stillBack = Math.max(0, subtractMoney(portion(paid, refund), goesBackFen));
  return Math.min(order.refundCeiling, Math.floor((stillBack * hundredPercent) / left));
};
