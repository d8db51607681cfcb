import type { CancellationQuoteId, EscortId, OrderId } from '../shared/ids.js';
import { addMoney, type Money, portion, smaller, subtractMoney, zeroFen } from '../shared/money.js';
import { done, err, ok, type Result } from '../shared/result.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import type { Fault } from './fault.js';
import {
  type CancellationCause,
  commonOf,
  keptFen,
  type Order,
  type OrderIn,
  owesDifference,
  withoutOffers,
} from './order.js';
import { moved, type Outcome } from './order-event.js';
import { permit, type Refused } from './permit.js';
import { type SplitRule, wishTerms } from './refund-ceiling.js';
import { servingEscort } from './visit.js';

/**
 * Where the captured money goes: `refundFen + escortFen + platformFen` is exactly what the family had paid (N4).
 * `compensationFen` is the platform's own money for the family on top.
 */
export type MoneySplit = {
  readonly refundFen: Money;
  readonly escortFen: Money;
  readonly platformFen: Money;
  readonly compensationFen: Money;
  readonly escortId?: EscortId;
};

export type CancellationQuote = {
  readonly id: CancellationQuoteId;
  readonly orderId: OrderId;
  readonly orderVersion: number;
  readonly fault: Fault;
  readonly rule: SplitRule;
  readonly split: MoneySplit;
  readonly expiresAt: Date;
};

const everythingBack = (paid: Money): MoneySplit => ({
  refundFen: paid,
  escortFen: zeroFen,
  platformFen: zeroFen,
  compensationFen: zeroFen,
});

const withEscort = (order: Order, split: MoneySplit): MoneySplit => {
  const escortId = servingEscort(order);
  if (escortId) return { ...split, escortId };
  return { ...split, escortFen: zeroFen, platformFen: addMoney(split.platformFen, split.escortFen) };
};

/** A rule and what it does with what the family has paid. */
export type RuledSplit = { readonly rule: SplitRule; readonly split: MoneySplit };

/** The policy's answer to "what if I cancel now?" (O19, O20), without doing it. */
export const cancellationSplit = (order: Order, policy: VisitPolicy, fault: Fault, now: Date): RuledSplit => {
  const paid = keptFen(order);
  if (fault !== 'family') return { rule: 'full', split: everythingBack(paid) };
  const { rule, refund } = wishTerms(order, policy, now);
  if (rule === 'full' || rule === 'escort-late') return { rule, split: everythingBack(paid) };

  const { travelCompensationFen, hourCompensationFen, escortShareOfFee } = policy.cancellation;
  const refundFen = portion(paid, refund);
  const feeFen = subtractMoney(paid, refundFen);
  const isOnTheWay = order.status === 'EN_ROUTE' || order.status === 'ARRIVED';
  const escortFen = isOnTheWay
    ? smaller(feeFen, addMoney(travelCompensationFen, hourCompensationFen))
    : portion(feeFen, escortShareOfFee);
  const platformFen = subtractMoney(feeFen, escortFen);
  return { rule, split: withEscort(order, { refundFen, escortFen, platformFen, compensationFen: zeroFen }) };
};

/** O21's fee: part goes back, the escort's wait and travel are paid, the rest is the platform's. */
export const noShowSplit = (order: Order, policy: VisitPolicy): MoneySplit => {
  const paid = keptFen(order);
  const refundFen = portion(paid, policy.noShow.patientRefund);
  const feeFen = subtractMoney(paid, refundFen);
  const { travelCompensationFen, hourCompensationFen } = policy.cancellation;
  const escortFen = smaller(feeFen, addMoney(travelCompensationFen, hourCompensationFen));
  return withEscort(order, {
    refundFen,
    escortFen,
    platformFen: subtractMoney(feeFen, escortFen),
    compensationFen: zeroFen,
  });
};

/** O22 and O23: everything back; an escort who did not come costs the platform a compensation on top. */
export const unservedSplit = (
  order: Order,
  policy: VisitPolicy,
  cause: 'unmatched' | 'escort-no-show',
): MoneySplit => ({
  ...everythingBack(keptFen(order)),
  compensationFen: cause === 'escort-no-show' ? policy.noShow.familyCompensationFen : zeroFen,
});

/**
 * O22's split. Nobody was to set out for a visit whose difference is not paid, so that one ends as if the family cancelled.
 */
export const escortNoShowSplit = (order: Order, policy: VisitPolicy, now: Date): MoneySplit =>
  owesDifference(order)
    ? cancellationSplit(order, policy, 'family', now).split
    : unservedSplit(order, policy, 'escort-no-show');

export type QuoteOutdated = { readonly type: 'QuoteOutdated' };

const sameSplit = (left: MoneySplit, right: MoneySplit): boolean =>
  left.refundFen === right.refundFen &&
  left.escortFen === right.escortFen &&
  left.platformFen === right.platformFen &&
  left.compensationFen === right.compensationFen &&
  left.escortId === right.escortId;

/**
 * Refuses a quote that is over 5 minutes old, or of an order that has moved on to where the same question has another
 * answer. What happens in the background meanwhile and costs nobody anything leaves it valid.
 */
export const checkCancellationQuote = (
  quote: CancellationQuote,
  order: Order,
  policy: VisitPolicy,
  { now, by }: Act,
): Result<void, QuoteOutdated> => {
  if (quote.orderId !== order.id || now >= quote.expiresAt) return err({ type: 'QuoteOutdated' });
  // Whose doing it is, is a dispatcher's to say; a family that takes such a quote would choose its own fee.
  if (by.as !== 'D' && quote.fault !== 'family') return err({ type: 'QuoteOutdated' });
  if (quote.orderVersion === order.version) return done;
  const { rule, split } = cancellationSplit(order, policy, quote.fault, now);
  return rule === quote.rule && sameSplit(split, quote.split) ? done : err({ type: 'QuoteOutdated' });
};

/** O19, O20: cancels a paid order. Split and fault must come from an accepted quote. */
export const cancelOrder = (
  order: Order,
  act: Act,
  fault?: Fault,
): Result<Outcome<OrderIn<'CANCELLED'>>, Refused> =>
  cancelBy(order, 'cancel', act.by.as === 'D' ? 'dispatcher' : 'family', act, fault);

/** O22, O23: nobody came, or nobody could be found. */
export const cancelUnserved = (
  order: Order,
  cause: 'unmatched' | 'escort-no-show',
  act: Act,
): Result<Outcome<OrderIn<'CANCELLED'>>, Refused> =>
  cancelBy(order, cause === 'unmatched' ? 'give_up_unmatched' : 'mark_escort_no_show', cause, act);

/** O24: the seat that the visit was for is not to be had. Everything goes back, and a hold of an unpaid order ends. */
export const cancelForClinic = (
  order: Order,
  fault: Exclude<Fault, 'family'>,
  act: Act,
): Result<Outcome<OrderIn<'CANCELLED'>>, Refused> =>
  cancelBy(order, 'clinic_changed', 'clinic-changed', act, fault);

const cancelBy = (
  order: Order,
  command: 'cancel' | 'clinic_changed' | 'give_up_unmatched' | 'mark_escort_no_show',
  cause: CancellationCause,
  act: Act,
  fault?: Fault,
): Result<Outcome<OrderIn<'CANCELLED'>>, Refused> => {
  const row = permit(order.status, command, act);
  if (!row.ok) return row;
  const next = {
    ...commonOf(order),
    shifts: withoutOffers(order.shifts),
    status: 'CANCELLED',
    cancelledAt: act.now,
    cause,
    ...('paidAt' in order && order.paidAt ? { paidAt: order.paidAt } : {}),
  } as const;
  const escortId = servingEscort(order);
  const refs = { ...(escortId ? { escortId } : {}), ...(fault ? { fault } : {}) };
  return ok(moved(order, row.value, next, act, { type: 'OrderCancelled', refs }));
};
