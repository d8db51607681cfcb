import { minutesBetween } from '../shared/clock.js';
import type { CancellationQuoteId, EscortId, OrderId } from '../shared/ids.js';
import { addMoney, type Money, portion, smaller, subtractMoney, zeroFen } from '../shared/money.js';
import { err, ok, type Result } from '../shared/result.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import { type CancellationCause, commonOf, keptFen, type Order, type OrderIn, visitRange } from './order.js';
import { moved, type Outcome } from './order-event.js';
import { permit, type Refused } from './permit.js';
import { servingEscort } from './visit.js';

/** Whose fault a cancellation is. Only the family's own wish costs something. */
export type Fault = 'family' | 'escort' | 'clinic' | 'emergency' | 'platform';

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

/** Says which rule of the policy was used: `full`, a tier such as `24h`, `on-the-way` or `no-show`. */
export type SplitRule = string;

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

/** The policy's answer to "what if I cancel now?" (O19, O20), without doing it. */
export const cancellationSplit = (
  order: Order,
  policy: VisitPolicy,
  fault: Fault,
  now: Date,
): { readonly rule: SplitRule; readonly split: MoneySplit } => {
  const paid = keptFen(order);
  const isFree = order.status === 'PENDING_PAYMENT' || order.status === 'PAID' || order.status === 'ASSIGNED';
  if (isFree || fault !== 'family') return { rule: 'full', split: everythingBack(paid) };
  const isEscortLate =
    order.status !== 'ARRIVED' &&
    minutesBetween(visitRange(order).startsAt, now) > policy.noShow.escortLateMinutes;
  if (isEscortLate) return { rule: 'escort-late', split: everythingBack(paid) };

  const { cancellation } = policy;
  if (order.status === 'EN_ROUTE' || order.status === 'ARRIVED') {
    const refundFen = portion(paid, cancellation.onTheWayRefund);
    const feeFen = subtractMoney(paid, refundFen);
    const escortFen = smaller(
      feeFen,
      addMoney(cancellation.travelCompensationFen, cancellation.hourCompensationFen),
    );
    const platformFen = subtractMoney(feeFen, escortFen);
    return {
      rule: 'on-the-way',
      split: withEscort(order, { refundFen, escortFen, platformFen, compensationFen: zeroFen }),
    };
  }
  const hoursLeft = minutesBetween(now, visitRange(order).startsAt) / 60;
  const tier =
    cancellation.tiers.find(({ hoursBefore }) => hoursLeft >= hoursBefore) ?? cancellation.tiers.at(-1);
  const refundFen = portion(paid, tier?.refund ?? 0);
  const feeFen = subtractMoney(paid, refundFen);
  const escortFen = portion(feeFen, cancellation.escortShareOfFee);
  const platformFen = subtractMoney(feeFen, escortFen);
  return {
    rule: `${tier?.hoursBefore ?? 0}h`,
    split: withEscort(order, { refundFen, escortFen, platformFen, compensationFen: zeroFen }),
  };
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

export type QuoteOutdated = { readonly type: 'QuoteOutdated' };

/** Refuses a quote that is over 5 minutes old, or of an order that has moved on since. */
export const checkCancellationQuote = (
  quote: CancellationQuote,
  order: Order,
  now: Date,
): Result<void, QuoteOutdated> =>
  quote.orderId === order.id && quote.orderVersion === order.version && now < quote.expiresAt
    ? ok(undefined)
    : err({ type: 'QuoteOutdated' });

/** O19, O20: cancels a paid order. The split must come from an accepted quote. */
export const cancelOrder = (order: Order, act: Act): Result<Outcome<OrderIn<'CANCELLED'>>, Refused> =>
  cancelBy(order, 'cancel', act.by.as === 'D' ? 'dispatcher' : 'family', act);

/** O22, O23: nobody came, or nobody could be found. */
export const cancelUnserved = (
  order: Order,
  cause: 'unmatched' | 'escort-no-show',
  act: Act,
): Result<Outcome<OrderIn<'CANCELLED'>>, Refused> =>
  cancelBy(order, cause === 'unmatched' ? 'give_up_unmatched' : 'mark_escort_no_show', cause, act);

const cancelBy = (
  order: Order,
  command: 'cancel' | 'give_up_unmatched' | 'mark_escort_no_show',
  cause: CancellationCause,
  act: Act,
): Result<Outcome<OrderIn<'CANCELLED'>>, Refused> => {
  const row = permit(order.status, command, act);
  if (!row.ok) return row;
  const next = {
    ...commonOf(order),
    status: 'CANCELLED',
    cancelledAt: act.now,
    cause,
    ...('paidAt' in order && order.paidAt ? { paidAt: order.paidAt } : {}),
  } as const;
  const escortId = servingEscort(order);
  return ok(
    moved(order, row.value, next, act, { type: 'OrderCancelled', refs: escortId ? { escortId } : {} }),
  );
};
