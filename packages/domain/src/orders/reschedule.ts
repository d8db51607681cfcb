import { minutesAfter } from '../shared/clock.js';
import { err, ok, type Result } from '../shared/result.js';
import type { TimeRange } from '../shared/time-range.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import type { PastCutOff } from './assignment.js';
import { checkVisitTime, type TooFarAhead, type TooSoon } from './booking.js';
import { overpaidFen } from './closing.js';
import { statusByCover } from './cover.js';
import { type Charge, commonOf, type Order, visitRange } from './order.js';
import { moved, type Outcome } from './order-event.js';
import { permit, type Refused } from './permit.js';
import { ceilingAfterChange } from './refund-ceiling.js';

export type TooManyReschedules = { readonly type: 'TooManyReschedules'; readonly limit: number };
export type OtherShiftCount = { readonly type: 'OtherShiftCount'; readonly expected: number };

export type NewTime = {
  readonly shifts: readonly TimeRange[];
  readonly charge: Charge;
  /** Whether every escort on the order can also come at the new time; if not, the search begins anew. */
  readonly escortsAreFree: boolean;
  /** The shifts for which the named escort is to be asked then. */
  readonly namedShifts: readonly number[];
};

/**
 * O10: the same visit at another time. The order keeps its money; what the new charge differs by is owed or goes back.
 * The times that the order held are given up and the new ones taken in the same transaction, because holds are derived.
 * By the family it lowers the refund ceiling, so that a later visit is no way around the fee of this one.
 */
export const rescheduleOrder = (
  order: Order,
  to: NewTime,
  policy: VisitPolicy,
  act: Act,
): Result<Outcome, Refused | PastCutOff | TooManyReschedules | OtherShiftCount | TooSoon | TooFarAhead> => {
  const row = permit(order.status, 'reschedule', act);
  if (!row.ok) return row;
  const cutOffAt = minutesAfter(visitRange(order).startsAt, -policy.changes.cutOffMinutes);
  if (act.by.as === 'U' && act.now > cutOffAt) return err({ type: 'PastCutOff', cutOffAt });
  if (act.by.as === 'U' && order.familyReschedules >= policy.changes.reschedulesByFamily)
    return err({ type: 'TooManyReschedules', limit: policy.changes.reschedulesByFamily });
  if (to.shifts.length !== order.shifts.length)
    return err({ type: 'OtherShiftCount', expected: order.shifts.length });
  const [first] = to.shifts;
  if (!first) return err({ type: 'OtherShiftCount', expected: order.shifts.length });
  const inTime = checkVisitTime(first, policy, act.now);
  if (!inTime.ok) return inTime;

  const goesBackFen = overpaidFen({ ...order, charge: to.charge });
  const common = {
    ...commonOf(order),
    charge: to.charge,
    namedShifts: to.namedShifts,
    refundCeiling: ceilingAfterChange(order, policy, act, goesBackFen),
    shifts: order.shifts.map((shift, index) => ({
      ...shift,
      during: to.shifts[index] ?? shift.during,
      cover: to.escortsAreFree ? shift.cover : ({ kind: 'open' } as const),
    })),
    familyReschedules: order.familyReschedules + (act.by.as === 'U' ? 1 : 0),
    // Whoever could not come then may well come at the new time.
    excludedEscorts: [],
    failedOffers: 0,
  };
  const told = {
    type: 'OrderRescheduled',
    refs: {
      movedFrom: visitRange(order).startsAt.toISOString(),
      movedTo: first.startsAt.toISOString(),
    },
  } as const;
  if (order.status === 'PENDING_PAYMENT')
    return ok(moved(order, row.value, { ...common, status: order.status, payBy: order.payBy }, act, told));
  if (order.status !== 'PAID' && order.status !== 'ASSIGNED' && order.status !== 'ACCEPTED')
    throw new Error('O10 starts before departure');
  const status = statusByCover(common.shifts);
  const next =
    status === 'ACCEPTED'
      ? { ...common, status, paidAt: order.paidAt }
      : { ...common, status, paidAt: order.paidAt, searchSince: act.now };
  return ok(moved(order, row.value, next, act, told));
};
