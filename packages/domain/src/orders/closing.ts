import { minutesAfter, minutesBetween } from '../shared/clock.js';
import type { EscortId } from '../shared/ids.js';
import { addMoney, hundredPercent, type Money, negated, splitMoney, zeroFen } from '../shared/money.js';
import { err, ok, type Result } from '../shared/result.js';
import { lengthMs } from '../shared/time-range.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import { balanceFen, commonOf, heldFen, type Order, type OrderIn, visitRange } from './order.js';
import { changed, moved, type Outcome } from './order-event.js';
import { permit, type Refused } from './permit.js';
import { begunShifts, dutyOf } from './served-time.js';

export type DisputeOpen = { readonly type: 'DisputeOpen' };
export type BalanceUnpaid = { readonly type: 'BalanceUnpaid'; readonly balanceFen: Money };
export type WaitNotOver = { readonly type: 'WaitNotOver'; readonly until: Date };
export type TooFewContactAttempts = { readonly type: 'TooFewContactAttempts'; readonly needed: number };
export type ReviewNotOpen = { readonly type: 'ReviewNotOpen' };

/** Where the money of a served visit goes; the parts sum to what the order still holds (O17, O18). */
export type Earnings = {
  readonly shares: readonly { readonly escortId: EscortId; readonly amountFen: Money }[];
  readonly commissionFen: Money;
  readonly taxFen: Money;
};

/** By how much each escort shares in the pay: the time they really served; where that is nothing, the planned time. */
const weightsOf = (order: Order): ReadonlyMap<EscortId, number> => {
  const timed = begunShifts(order).map((shift) => ({ shift, served: dutyOf(order, shift) }));
  const wasServed = timed.some(({ served }) => served !== undefined);
  const weights = new Map<EscortId, number>();
  for (const { shift, served } of timed) {
    const { cover, during } = shift;
    const time = wasServed ? served : during;
    if (cover.kind === 'accepted' && time)
      weights.set(cover.escortId, (weights.get(cover.escortId) ?? 0) + lengthMs(time));
  }
  return weights;
};

/**
 * Splits what the order holds into escorts' shares (by the time of the shifts that were really begun), commission and tax,
 * by largest remainder. What was distributed before, while a balance was overdue, is not in it.
 */
export const earningsOf = (order: Order, policy: VisitPolicy): Earnings => {
  const { commission, tax } = policy.settlement;
  const [escortsFen, commissionFen, taxFen] = splitMoney(heldFen(order), [
    hundredPercent - commission - tax,
    commission,
    tax,
  ]);
  const weights = weightsOf(order);
  const escorts = [...weights.keys()];
  const pay = escortsFen ?? zeroFen;
  const amounts = escorts.length > 0 ? splitMoney(pay, [...weights.values()]) : [];
  const unclaimed = escorts.length > 0 ? zeroFen : pay;
  return {
    shares: escorts.map((escortId, index) => ({ escortId, amountFen: amounts[index] ?? zeroFen })),
    commissionFen: addMoney(commissionFen ?? zeroFen, unclaimed),
    taxFen: taxFen ?? zeroFen,
  };
};

/** O17: the family confirms, or 24 h have passed, or a dispatcher does it and may waive an unpaid balance. */
export const confirmOrder = (
  order: Order,
  input: { readonly waiveBalance: boolean },
  policy: VisitPolicy,
  act: Act,
): Result<Outcome<OrderIn<'FINISHED'>>, Refused | DisputeOpen | BalanceUnpaid | WaitNotOver> => {
  const row = permit(order.status, 'confirm', act);
  if (!row.ok) return row;
  if (order.status !== 'ENDED') throw new Error('O17 starts from ENDED');
  if (order.dispute === 'open' || order.dispute === 'in_review') return err({ type: 'DisputeOpen' });
  const until = minutesAfter(order.endedAt, policy.time.confirmWithinMinutes);
  if (act.by.as === 'SYS' && act.now < until) return err({ type: 'WaitNotOver', until });
  const balance = balanceFen(order);
  const isWaived = input.waiveBalance && act.by.as === 'D';
  if (balance > 0 && !isWaived) return err({ type: 'BalanceUnpaid', balanceFen: balance });

  const waivedFen = balance > 0 ? addMoney(order.money.waivedFen, balance) : order.money.waivedFen;
  const next: OrderIn<'FINISHED'> = {
    ...commonOf(order),
    money: { ...order.money, waivedFen },
    status: 'FINISHED',
    review: 'open',
    settlement: 'accrued',
    paidAt: order.paidAt,
    startedAt: order.startedAt,
    endedAt: order.endedAt,
    finishedAt: act.now,
  };
  return ok(moved(order, row.value, next, act, { type: 'OrderFinished' }));
};

/** O18: the balance stayed unpaid for 72 h. What was paid is to be distributed now: the escort's part is not delayed. */
export const markOverdue = (
  order: Order,
  policy: VisitPolicy,
  act: Act,
): Result<Outcome, Refused | WaitNotOver> => {
  const row = permit(order.status, 'mark_overdue', act);
  if (!row.ok) return row;
  if (order.status !== 'ENDED') throw new Error('O18 starts from ENDED');
  const until = minutesAfter(order.endedAt, policy.time.payBalanceWithinMinutes);
  if (act.now < until) return err({ type: 'WaitNotOver', until });
  return ok(moved(order, row.value, { ...order, overdue: true }, act, { type: 'BalanceOverdue' }));
};

/** Attempts that follow each other faster than this are one. */
const ATTEMPT_GAP_MINUTES = 5;

/** How often somebody tried to reach a patient who was due: from the planned start on, and not all in one breath. */
export const countedAttempts = (order: Order, attemptsAt: readonly Date[]): number => {
  const { startsAt } = visitRange(order);
  let last: Date | undefined;
  let count = 0;
  for (const at of attemptsAt.toSorted((left, right) => left.getTime() - right.getTime())) {
    if (at < startsAt || (last && minutesBetween(last, at) < ATTEMPT_GAP_MINUTES)) continue;
    last = at;
    count += 1;
  }
  return count;
};

/** O21: the patient did not come although the escort waited and tried to reach them. */
export const markPatientNoShow = (
  order: Order,
  attemptsAt: readonly Date[],
  policy: VisitPolicy,
  act: Act,
): Result<Outcome<OrderIn<'NO_SHOW'>>, Refused | WaitNotOver | TooFewContactAttempts> => {
  const row = permit(order.status, 'mark_patient_no_show', act);
  if (!row.ok) return row;
  if (order.status !== 'ARRIVED') throw new Error('O21 starts from ARRIVED');
  const [shift] = order.shifts;
  const waitsFrom =
    shift && shift.during.startsAt > order.arrivedAt ? shift.during.startsAt : order.arrivedAt;
  const until = minutesAfter(waitsFrom, policy.noShow.waitMinutes);
  if (act.now < until) return err({ type: 'WaitNotOver', until });
  if (countedAttempts(order, attemptsAt) < policy.noShow.contactAttempts)
    return err({ type: 'TooFewContactAttempts', needed: policy.noShow.contactAttempts });
  const next = {
    ...commonOf(order),
    status: 'NO_SHOW',
    paidAt: order.paidAt,
    arrivedAt: order.arrivedAt,
    noShowAt: act.now,
  } as const;
  return ok(moved(order, row.value, next, act, { type: 'PatientNoShowMarked' }));
};

/** V1, V3: the review axis of a finished order; nobody ever gets an automatic five stars. */
export const closeReview = (
  order: Order,
  as: 'submitted' | 'expired',
  act: Act,
): Result<Outcome, ReviewNotOpen> =>
  order.review === 'open'
    ? ok(
        changed(order, { review: as }, as === 'submitted' ? 'V1' : 'V3', act, {
          type: as === 'submitted' ? 'ReviewSubmitted' : 'ReviewExpired',
        }),
      )
    : err({ type: 'ReviewNotOpen' });

/** R1 on the order: `amountFen` is set aside to go back. The caller asks for no more than is kept. */
export const requestRefund = (order: Order, amountFen: Money, act: Act): Outcome =>
  changed(
    order,
    { money: { ...order.money, refundRequestedFen: addMoney(order.money.refundRequestedFen, amountFen) } },
    'R1',
    act,
    { type: 'RefundRequested', refs: { amountFen } },
  );

/** R4 on the order: `amountFen` has gone back. */
export const recordRefund = (order: Order, amountFen: Money, act: Act): Outcome =>
  changed(
    order,
    { money: { ...order.money, refundedFen: addMoney(order.money.refundedFen, amountFen) } },
    'R4',
    act,
    {
      type: 'RefundSucceeded',
      refs: { amountFen },
    },
  );

/** What must go back because more was paid than is charged, in fen; zero when nothing must. */
export const overpaidFen = (order: Order): Money => {
  const balance = balanceFen(order);
  return balance < 0 ? negated(balance) : zeroFen;
};

/** S1: the outcome with `amountFen` of its money distributed to escorts, commission and tax. */
export const distributed = (outcome: Outcome, amountFen: Money): Outcome => {
  const { money } = outcome.order;
  const earnedFen = addMoney(money.earnedFen, amountFen);
  return { ...outcome, order: { ...outcome.order, money: { ...money, earnedFen } } };
};

/** S1: the outcome with its escort's pay accrued, for visits that are not finished (O18, O20, O21). */
export const accrued = (outcome: Outcome): Outcome => ({
  ...outcome,
  order: { ...outcome.order, settlement: 'accrued' },
});
