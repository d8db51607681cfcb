import { minutesAfter, minutesBetween } from '../shared/clock.js';
import { addMoney, fen, type Money, negated, portion, smaller, sumMoney } from '../shared/money.js';
import { err, ok, type Result } from '../shared/result.js';
import { minutesOf } from '../shared/time-range.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import { commonOf, currentShift, type Order, type OrderIn, type PriceLine, visitRange } from './order.js';
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

/** Without these a service cannot end (O15). */
export const requiredSteps: Record<'visit' | 'care', readonly LogStep[]> = {
  visit: ['consultation', 'returned'],
  care: ['condition'],
};

export type StepsMissing = { readonly type: 'StepsMissing'; readonly steps: readonly LogStep[] };
export type ShiftsRemain = { readonly type: 'ShiftsRemain'; readonly nextShiftNo: number };
export type NoNextShift = { readonly type: 'NoNextShift' };
export type NextShiftUncovered = { readonly type: 'NextShiftUncovered'; readonly shiftNo: number };
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

/** O14 交接: the present escort hands the patient over to the escort of the next shift. */
export const handOverShift = (
  before: Order,
  act: Act,
): Result<Outcome, Refused | NoNextShift | NextShiftUncovered> => {
  const row = permit(before.status, 'hand_over', act);
  if (!row.ok) return row;
  const order = serving(before);
  const shift = order.shifts.find(({ no }) => no === order.currentShiftNo + 1);
  if (!shift) return err({ type: 'NoNextShift' });
  if (shift.cover.kind !== 'accepted') return err({ type: 'NextShiftUncovered', shiftNo: shift.no });
  const next = { ...order, currentShiftNo: shift.no };
  return ok(
    moved(order, row.value, next, act, {
      type: 'ShiftHandedOver',
      refs: { shiftNo: shift.no, escortId: shift.cover.escortId },
    }),
  );
};

const ended = (order: OrderIn<'SERVING'>, now: Date, charge: Order['charge']): OrderIn<'ENDED'> => ({
  ...commonOf(order),
  charge,
  status: 'ENDED',
  paidAt: order.paidAt,
  startedAt: order.startedAt,
  endedAt: now,
  overdue: false,
});

/** O15: the service ends as planned or late; overtime beyond the grace is charged by started half hours. */
export const endService = (
  before: Order,
  logged: readonly LogStep[],
  policy: VisitPolicy,
  act: Act,
): Result<Outcome<OrderIn<'ENDED'>>, Refused | StepsMissing | ShiftsRemain> => {
  const row = permit(before.status, 'end', act);
  if (!row.ok) return row;
  const order = serving(before);
  const missing = requiredSteps[order.service.kind].filter((step) => !logged.includes(step));
  if (act.by.as === 'E' && missing.length > 0) return err({ type: 'StepsMissing', steps: missing });
  if (act.by.as === 'E' && order.currentShiftNo < order.shifts.length)
    return err({ type: 'ShiftsRemain', nextShiftNo: order.currentShiftNo + 1 });

  const late = minutesBetween(visitRange(order).endsAt, act.now);
  const isOvertime = late > policy.time.overtimeGraceMinutes;
  const billed = Math.min(late, policy.time.longestOvertimeMinutes);
  const charge = isOvertime ? charged(order, overtimeLine(billed, policy)) : order.charge;
  return ok(moved(order, row.value, ended(order, act.now, charge), act, { type: 'ServiceEnded' }));
};

/** What is not charged when `unused` of `planned` minutes remain: a negative amount, pro rata of the time-based lines. */
const earlyEndLine = (order: Order, unused: number, planned: number, most: Money): PriceLine => {
  const timeBased: Money = sumMoney(
    order.charge.lines.filter(({ kind }) => kind !== 'distance').map((line) => line.amountFen),
  );
  const amountFen = negated(smaller(fen(Math.floor((timeBased * unused) / planned)), most));
  return { kind: 'early-end', quantity: 1, unitFen: amountFen, amountFen };
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
  const planned = order.shifts.reduce((sum, shift) => sum + minutesOf(shift.during), 0);
  const unused = order.shifts.reduce((sum, { during }) => {
    const from = Math.max(during.startsAt.getTime(), act.now.getTime());
    return sum + Math.max(0, during.endsAt.getTime() - from) / 60_000;
  }, 0);
  const wholeUnused = Math.floor(unused / 30) * 30;
  const { totalFen } = order.charge;
  const most = act.by.as === 'U' ? portion(totalFen, policy.cancellation.onTheWayRefund) : totalFen;
  const charge =
    wholeUnused > 0 ? charged(order, earlyEndLine(order, wholeUnused, planned, most)) : order.charge;
  return ok(moved(order, row.value, ended(order, act.now, charge), act, { type: 'ServiceEndedEarly' }));
};
