import { DAY_MS, minutesAfter } from '../shared/clock.js';
import type { PaymentId } from '../shared/ids.js';
import { addMoney, hundredPercent, type Money, zeroFen } from '../shared/money.js';
import { err, ok, type Result } from '../shared/result.js';
import { minutesOf, type TimeRange } from '../shared/time-range.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import { balanceFen, commonOf, type Order, type OrderCommon, type OrderIn, openBalanceFen } from './order.js';
import { born, moved, type Outcome } from './order-event.js';
import { permit, type Refused } from './permit.js';

export type TooSoon = { readonly type: 'TooSoon'; readonly earliestStart: Date };
export type TooFarAhead = { readonly type: 'TooFarAhead'; readonly latestStart: Date };
export type ScopeConsentOutdated = { readonly type: 'ScopeConsentOutdated'; readonly current: number };
export type PatientNotRealNamed = { readonly type: 'PatientNotRealNamed' };
/** An earlier visit is still owed for. */
export type BalanceOverdue = { readonly type: 'BalanceOverdue' };
export type TooManyUnpaidOrders = { readonly type: 'TooManyUnpaidOrders'; readonly limit: number };

/** Notice and horizon of O1, which a new time of O10 must meet too. */
export const checkVisitTime = (
  during: TimeRange,
  policy: VisitPolicy,
  now: Date,
): Result<void, TooSoon | TooFarAhead> => {
  const earliestStart = minutesAfter(now, policy.booking.noticeMinutes);
  if (during.startsAt < earliestStart) return err({ type: 'TooSoon', earliestStart });
  const latestStart = new Date(now.getTime() + policy.booking.horizonDays * DAY_MS);
  if (during.startsAt > latestStart) return err({ type: 'TooFarAhead', latestStart });
  return ok(undefined);
};

/** A shift that is not worth an escort's way, of which care that is a little longer than its shifts has one at its end. */
export type TooShort = { readonly type: 'TooShort'; readonly shortestMinutes: number };

/** Whether every shift of a visit is long enough to be booked. */
export const checkShiftLengths = (
  shifts: readonly TimeRange[],
  { booking }: VisitPolicy,
): Result<void, TooShort> =>
  shifts.every((during) => minutesOf(during) >= booking.shortestShiftMinutes)
    ? ok(undefined)
    : err({ type: 'TooShort', shortestMinutes: booking.shortestShiftMinutes });

export type BookingFacts = {
  readonly consentedScopeVersion: number;
  readonly patientIsRealNamed: boolean;
  readonly unpaidOrders: number;
  /** Visits of the same account whose balance is overdue. */
  readonly overdueOrders: number;
};

/** The guards of O1 that concern people rather than times. */
export const checkBooking = (
  facts: BookingFacts,
  policy: VisitPolicy,
): Result<void, ScopeConsentOutdated | PatientNotRealNamed | BalanceOverdue | TooManyUnpaidOrders> => {
  const { scopeConsentVersion, unpaidOrdersPerAccount } = policy.booking;
  if (facts.consentedScopeVersion !== scopeConsentVersion)
    return err({ type: 'ScopeConsentOutdated', current: scopeConsentVersion });
  if (!facts.patientIsRealNamed) return err({ type: 'PatientNotRealNamed' });
  if (facts.overdueOrders > 0) return err({ type: 'BalanceOverdue' });
  if (facts.unpaidOrders >= unpaidOrdersPerAccount)
    return err({ type: 'TooManyUnpaidOrders', limit: unpaidOrdersPerAccount });
  return ok(undefined);
};

export type NewOrder = Pick<
  OrderCommon,
  | 'id'
  | 'orderNo'
  | 'tenantId'
  | 'cityCode'
  | 'bookedBy'
  | 'onAccount'
  | 'patientId'
  | 'hospitalId'
  | 'service'
  | 'wishes'
  | 'charge'
  | 'membership'
  | 'policyVersion'
> & { readonly shifts: readonly TimeRange[]; readonly visitCode: string };

/** O1: an unpaid order that holds its times until `payWithinMinutes` from now. */
export const createOrder = (
  input: NewOrder,
  policy: VisitPolicy,
  act: Act,
): Outcome<OrderIn<'PENDING_PAYMENT'>> =>
  born(
    {
      ...input,
      status: 'PENDING_PAYMENT',
      shifts: input.shifts.map((during, index) => ({ no: index + 1, during, cover: { kind: 'open' } })),
      namedShifts: [],
      visitCode: { code: input.visitCode, wrongTries: 0 },
      refundCeiling: hundredPercent,
      money: {
        capturedFen: zeroFen,
        refundRequestedFen: zeroFen,
        refundedFen: zeroFen,
        waivedFen: zeroFen,
        earnedFen: zeroFen,
      },
      review: 'closed',
      settlement: 'none',
      dispute: 'none',
      familyReschedules: 0,
      assignmentSeq: 0,
      excludedEscorts: [],
      failedOffers: 0,
      createdAt: act.now,
      payBy: minutesAfter(act.now, policy.booking.payWithinMinutes),
      version: 1,
    },
    act,
  );

/** A success that the order cannot take: it must go back in full (O2x). */
export type PaymentNotPayable = { readonly type: 'PaymentNotPayable'; readonly reason: 'late' | 'duplicate' };
export type WrongAmount = { readonly type: 'WrongAmount'; readonly dueFen: Money };

/** What the family may pay now, in fen: the whole charge, or the balance after a change (O2, O10, O18). */
export const payableFen = (order: Order): Money => {
  const balance = openBalanceFen(order);
  return balance > 0 ? balance : zeroFen;
};

/**
 * O2, the top-up of O10, or O18: takes a verified payment. Fails with `PaymentNotPayable` when the order is not waiting
 * for money (O2x: refund it) and with `WrongAmount` when the amount is not exactly what is due (PAY6). An order that costs
 * nothing is settled by the system with zero and without a payment.
 */
export const settlePayment = (
  order: Order,
  payment: { readonly paymentId?: PaymentId; readonly amountFen: Money },
  act: Act,
): Result<Outcome, Refused | PaymentNotPayable | WrongAmount> => {
  const dueFen = payableFen(order);
  const isFree = order.status === 'PENDING_PAYMENT' && balanceFen(order) === 0;
  if (dueFen === 0 && !isFree)
    return err({ type: 'PaymentNotPayable', reason: order.money.capturedFen > 0 ? 'duplicate' : 'late' });
  if (payment.amountFen !== dueFen) return err({ type: 'WrongAmount', dueFen });

  const money = { ...order.money, capturedFen: addMoney(order.money.capturedFen, payment.amountFen) };
  if (order.status === 'PENDING_PAYMENT') {
    const row = permit(order.status, 'settle_payment', act);
    if (!row.ok) return row;
    const paid = {
      ...commonOf(order),
      money,
      status: 'PAID',
      paidAt: act.now,
      searchSince: act.now,
    } as const;
    return ok(moved(order, row.value, paid, act, { type: 'OrderPaid', refs: payment }));
  }
  const row = permit(order.status, 'pay_balance', act);
  if (!row.ok) return row;
  return ok(moved(order, row.value, { ...order, money }, act, { type: 'BalancePaid', refs: payment }));
};

export type NotDueYet = { readonly type: 'NotDueYet'; readonly dueAt: Date };

/** O3: the family gave up, or did not pay in time. */
export const cancelUnpaid = (
  order: Order,
  command: 'expire_payment' | 'cancel_unpaid',
  act: Act,
): Result<Outcome<OrderIn<'CANCELLED'>>, Refused | NotDueYet> => {
  const row = permit(order.status, command, act);
  if (!row.ok) return row;
  if (command === 'expire_payment' && order.status === 'PENDING_PAYMENT' && act.now < order.payBy)
    return err({ type: 'NotDueYet', dueAt: order.payBy });
  const cause =
    command === 'expire_payment' ? 'payment-expired' : act.by.as === 'D' ? 'dispatcher' : 'family';
  return ok(
    moved(order, row.value, { ...commonOf(order), status: 'CANCELLED', cancelledAt: act.now, cause }, act, {
      type: 'OrderCancelled',
    }),
  );
};
