import { earliest, latest, minutesAfter, minutesBetween } from '../shared/clock.js';
import {
  addMoney,
  fen,
  larger,
  type Money,
  negated,
  portion,
  smaller,
  sumMoney,
  zeroFen,
} from '../shared/money.js';
import { err, ok, type Result } from '../shared/result.js';
import { minutesOf } from '../shared/time-range.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import {
  begin,
  commonOf,
  currentShift,
  type Order,
  type OrderIn,
  type PriceLine,
  visitRange,
  withoutOffers,
} from './order.js';
import { moved, type Outcome } from './order-event.js';
import { permit, type Refused } from './permit.js';

export const logSteps = [
  'number-taken',
  'waiting',
  'consultation',
  'examination',
  'medicine',
  'returned',
  'condition',
  'nursing',
  'medication',
  'hand-over',
  'contact-attempt',
] as const;

/** A step of the service log: 取号 候诊 就诊 检查 取药 交接, or in care 身体状况 护理措施 用药 (B39, O14). */
export type LogStep = (typeof logSteps)[number];

/** What the end of a service looks at of its log. */
export type LoggedStep = { readonly step: LogStep; readonly at: Date };

/** Without these a service cannot end (O15). */
export const requiredSteps: Record<'visit' | 'care', readonly LogStep[]> = {
  visit: ['consultation', 'returned'],
  care: ['condition'],
};

export type StepsMissing = { readonly type: 'StepsMissing'; readonly steps: readonly LogStep[] };
export type ShiftsRemain = { readonly type: 'ShiftsRemain'; readonly nextShiftNo: number };
export type NoNextShift = { readonly type: 'NoNextShift' };
export type NextShiftUncovered = { readonly type: 'NextShiftUncovered'; readonly shiftNo: number };
/** A service must last a while before it can end in the ordinary way; from `from` on it may. */
export type EndTooSoon = { readonly type: 'EndTooSoon'; readonly from: Date };
/** The present shift is not near its end yet; from `from` on it may be handed over. */
export type HandOverTooSoon = { readonly type: 'HandOverTooSoon'; readonly from: Date };
export type ExtensionTooLong = { readonly type: 'ExtensionTooLong'; readonly longestMinutes: number };

const serving = (order: Order): OrderIn<'SERVING'> => {
  if (order.status !== 'SERVING') throw new Error('this row starts from SERVING');
  return order;
};

/** O14 log: the status stays; the text of the entry lies in the service log, not in the event. */
export const logService = (order: Order, act: Act): Result<Outcome, Refused> => {
  const row = permit(order.status, 'log', act);
  if (!row.ok) return row;
  return ok(
    moved(order, row.value, order, act, { type: 'ServiceLogged', refs: { shiftNo: currentShift(order).no } }),
  );
};

/** What `minutes` more cost: started half hours at the hourly price, in fen. */
export const overtimeLine = (minutes: number, policy: VisitPolicy): PriceLine => {
  const steps = Math.ceil(minutes / policy.time.overtimeStepMinutes);
  const unitFen = fen(Math.round((policy.pricing.extraHourFen * policy.time.overtimeStepMinutes) / 60));
  return { kind: 'overtime', quantity: steps, unitFen, amountFen: fen(steps * unitFen) };
};

const charged = (order: Order, line: PriceLine) => ({
  ...order.charge,
  lines: [...order.charge.lines, line],
  totalFen: addMoney(order.charge.totalFen, line.amountFen),
});

/** O14 extend: the family buys more time of the present shift; the escort's block grows with it or the command fails. */
export const extendService = (
  before: Order,
  minutes: number,
  policy: VisitPolicy,
  act: Act,
): Result<Outcome, Refused | ExtensionTooLong | ShiftsRemain> => {
  const row = permit(before.status, 'extend', act);
  if (!row.ok) return row;
  const order = serving(before);
  const { longestOvertimeMinutes } = policy.time;
  const boughtSteps = order.charge.lines.reduce(
    (sum, one) => sum + (one.kind === 'overtime' ? one.quantity : 0),
    0,
  );
  const total = boughtSteps * policy.time.overtimeStepMinutes + minutes;
  if (!Number.isInteger(minutes) || minutes < 1 || total > longestOvertimeMinutes)
    return err({ type: 'ExtensionTooLong', longestMinutes: longestOvertimeMinutes });
  const shift = currentShift(order);
  if (shift.no < order.shifts.length) return err({ type: 'ShiftsRemain', nextShiftNo: shift.no + 1 });
  const line = overtimeLine(minutes, policy);
  const longer = {
    ...shift.during,
    endsAt: minutesAfter(shift.during.endsAt, line.quantity * policy.time.overtimeStepMinutes),
  };
  const next = {
    ...order,
    shifts: order.shifts.map((one) => (one.no === shift.no ? { ...one, during: longer } : one)),
    charge: charged(order, line),
  };
  return ok(
    moved(order, row.value, next, act, {
      type: 'ServiceExtended',
      refs: { shiftNo: shift.no, amountFen: line.amountFen },
    }),
  );
};

/** O14 交接: the present escort hands the patient over to the escort of the next shift, near the end of their own. */
export const handOverShift = (
  before: Order,
  policy: VisitPolicy,
  act: Act,
): Result<Outcome, Refused | NoNextShift | NextShiftUncovered | HandOverTooSoon> => {
  const row = permit(before.status, 'hand_over', act);
  if (!row.ok) return row;
  const order = serving(before);
  const shift = order.shifts.find(({ no }) => no === order.currentShiftNo + 1);
  if (!shift) return err({ type: 'NoNextShift' });
  if (shift.cover.kind !== 'accepted') return err({ type: 'NextShiftUncovered', shiftNo: shift.no });
  const from = minutesAfter(currentShift(order).during.endsAt, -policy.time.handOverMinutesBefore);
  if (act.now < from) return err({ type: 'HandOverTooSoon', from });
  const next = { ...order, currentShiftNo: shift.no, shifts: begin(order.shifts, shift.no, act.now) };
  return ok(
    moved(order, row.value, next, act, {
      type: 'ShiftHandedOver',
      refs: { shiftNo: shift.no, escortId: shift.cover.escortId },
    }),
  );
};

const ended = (order: OrderIn<'SERVING'>, now: Date, charge: Order['charge']): OrderIn<'ENDED'> => ({
  ...commonOf(order),
  shifts: withoutOffers(order.shifts),
  charge,
  status: 'ENDED',
  paidAt: order.paidAt,
  startedAt: order.startedAt,
  endedAt: now,
  overdue: false,
});

/** Minutes from `now` on for which the shifts were planned and will not be served, in whole steps of the policy. */
const unusedMinutes = (order: Order, { time }: VisitPolicy, now: Date): number => {
  const unused = order.shifts.reduce((sum, { during }) => {
    const from = latest(during.startsAt, now);
    return sum + Math.max(0, minutesBetween(from, during.endsAt));
  }, 0);
  return Math.floor(unused / time.overtimeStepMinutes) * time.overtimeStepMinutes;
};

/** The charge without `unused` minutes, pro rata of the time-based lines and by at most `most`. */
const reducedBy = (order: Order, unused: number, most: Money): Order['charge'] => {
  if (unused === 0) return order.charge;
  const planned = order.shifts.reduce((sum, { during }) => sum + minutesOf(during), 0);
  const timeBased = sumMoney(
    order.charge.lines.filter(({ kind }) => kind !== 'distance').map(({ amountFen }) => amountFen),
  );
  const amountFen = negated(smaller(fen(Math.floor((timeBased * unused) / planned)), most));
  return charged(order, { kind: 'early-end', quantity: 1, unitFen: amountFen, amountFen });
};

/** The extra hours of a visit that were booked and not served: they are priced by time, the visit itself is not. */
const withoutUnusedHours = (order: Order, policy: VisitPolicy, now: Date): Order['charge'] => {
  const { lines, totalFen } = order.charge;
  const listed = sumMoney(lines.map(({ amountFen }) => larger(amountFen, zeroFen)));
  const booked = sumMoney(
    lines.filter(({ kind }) => kind === 'extra-hours').map(({ amountFen }) => amountFen),
  );
  const unused = Math.floor((unusedMinutes(order, policy, now) * policy.pricing.extraHourFen) / 60);
  const listedUnused = smaller(booked, fen(unused));
  if (listedUnused === 0) return order.charge;
  // What a discount took off the price it took off these hours too.
  const amountFen = negated(fen(Math.floor((listedUnused * totalFen) / listed)));
  return charged(order, { kind: 'early-end', quantity: 1, unitFen: amountFen, amountFen });
};

/**
 * What is charged at the end: more for overtime beyond the grace, as far as somebody has written down that the service still
 * went on; less for what was priced by time and ended earlier than that.
 */
const chargeAtEnd = (
  order: Order,
  logged: readonly LoggedStep[],
  policy: VisitPolicy,
  now: Date,
): Order['charge'] => {
  const { overtimeGraceMinutes, longestOvertimeMinutes } = policy.time;
  const { endsAt } = visitRange(order);
  const witnessedUntil = logged.reduce((last, { at }) => latest(last, at), endsAt);
  const overtime = minutesBetween(endsAt, earliest(witnessedUntil, now));
  if (overtime > overtimeGraceMinutes)
    return charged(order, overtimeLine(Math.min(overtime, longestOvertimeMinutes), policy));
  const isEarly = minutesBetween(now, endsAt) > overtimeGraceMinutes;
  if (isEarly && order.service.kind === 'visit') return withoutUnusedHours(order, policy, now);
  return isEarly ? reducedBy(order, unusedMinutes(order, policy, now), order.charge.totalFen) : order.charge;
};

/** From when on its escort may end an order: what is priced by the unit is not over in its first minutes. */
const endsFrom = (order: OrderIn<'SERVING'>, { time }: VisitPolicy): Date =>
  order.service.kind === 'visit'
    ? earliest(minutesAfter(order.startedAt, time.shortestServiceMinutes), visitRange(order).endsAt)
    : order.startedAt;

/**
 * O15: the service ends. Overtime beyond the grace is charged by started half hours, until the last entry of the log: who
 * forgets to end a visit costs the family nothing. What is priced by time, care and the extra hours of a visit, costs less by
 * the whole half hours that it ended early. The visit itself costs what was agreed, so its escort may end it only after a
 * shortest time (`EndTooSoon`); before that something has gone wrong, which is an early end (O16).
 */
export const endService = (
  before: Order,
  logged: readonly LoggedStep[],
  policy: VisitPolicy,
  act: Act,
): Result<Outcome<OrderIn<'ENDED'>>, Refused | StepsMissing | ShiftsRemain | EndTooSoon> => {
  const row = permit(before.status, 'end', act);
  if (!row.ok) return row;
  const order = serving(before);
  if (act.by.as === 'E') {
    const missing = requiredSteps[order.service.kind].filter(
      (step) => !logged.some((entry) => entry.step === step),
    );
    if (missing.length > 0) return err({ type: 'StepsMissing', steps: missing });
    if (order.currentShiftNo < order.shifts.length)
      return err({ type: 'ShiftsRemain', nextShiftNo: order.currentShiftNo + 1 });
    const from = endsFrom(order, policy);
    if (act.now < from) return err({ type: 'EndTooSoon', from });
  }
  const charge = chargeAtEnd(order, logged, policy, act.now);
  return ok(moved(order, row.value, ended(order, act.now, charge), act, { type: 'ServiceEnded' }));
};

/**
 * O16: emergency, unsafe, or the patient leaves: pro rata, and never a no-show. By the family's own wish no more goes back
 * than if it had cancelled on the escort's arrival (O20), so that an end cannot undo a fee.
 */
export const endServiceEarly = (
  before: Order,
  policy: VisitPolicy,
  act: Act,
): Result<Outcome<OrderIn<'ENDED'>>, Refused> => {
  const row = permit(before.status, 'end_early', act);
  if (!row.ok) return row;
  const order = serving(before);
  const { totalFen } = order.charge;
  const rate = Math.min(policy.cancellation.onTheWayRefund, order.refundCeiling);
  const most = act.by.as === 'U' ? portion(totalFen, rate) : totalFen;
  const charge = reducedBy(order, unusedMinutes(order, policy, act.now), most);
  return ok(moved(order, row.value, ended(order, act.now, charge), act, { type: 'ServiceEndedEarly' }));
};
