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
import { changed, moved, type Outcome } from './order-event.js';
import { illegal, permit, type Refused } from './permit.js';
import { ceilingAfterChange } from './refund-ceiling.js';
import type { TransitionRow } from './transition-row.js';

export type TooManyReschedules = { readonly type: 'TooManyReschedules'; readonly limit: number };
export type OtherShiftCount = { readonly type: 'OtherShiftCount'; readonly expected: number };

export type NewTime = {
  readonly shifts: readonly TimeRange[];
  readonly charge: Charge;
  /** Whether every escort on the order can also come at the new time; if not, the search begins anew. */
  readonly escortsAreFree: boolean;
  /** The shifts for which the named escort is to be asked then. */
  readonly namedShifts: readonly number[];
  /** The family moves it by its privilege to do so later than others (C24). */
  readonly byPrivilege?: true;
};

/**
 * Until when the family may move the visit: the cut-off, or with the privilege `can_cancel_late` the next tier of cancelling
 * after it (O10, C24). Without a later tier the privilege changes nothing.
 */
const rescheduleCutOffAt = (
  order: Order,
  { changes, cancellation }: VisitPolicy,
  byPrivilege: boolean,
): Date => {
  const later = cancellation.tiers
    .map(({ hoursBefore }) => hoursBefore * 60)
    .filter((minutes) => minutes < changes.cutOffMinutes);
  const minutes = byPrivilege && later.length > 0 ? Math.max(...later) : changes.cutOffMinutes;
  return minutesAfter(visitRange(order).startsAt, -minutes);
};

/** Whether the family may move the visit now only with the privilege `can_cancel_late`: after the cut-off, within its tier. */
export const needsLateReschedule = (order: Order, policy: VisitPolicy, act: Act): boolean =>
  act.by.as === 'U' &&
  act.now > rescheduleCutOffAt(order, policy, false) &&
  act.now <= rescheduleCutOffAt(order, policy, true);

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
  const cutOffAt = rescheduleCutOffAt(order, policy, to.byPrivilege === true);
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
  const refundCeiling = ceilingAfterChange(order, policy, act, goesBackFen);
  const familyReschedules = order.familyReschedules + (act.by.as === 'U' ? 1 : 0);
  return ok(atNewTime({ ...order, charge: to.charge, refundCeiling, familyReschedules }, row.value, to, act));
};

/**
 * O24: as O10, for a seat that the clinic gave away or moved: at the price that was paid, counted as nobody's move, and the
 * refund ceiling stays. Nobody who has set out is moved.
 */
export const carryOrder = (
  order: Order,
  to: Omit<NewTime, 'charge'>,
  policy: VisitPolicy,
  act: Act,
): Result<Outcome, Refused | TooSoon | TooFarAhead> => {
  const row = permit(order.status, 'clinic_changed', act);
  if (!row.ok) return row;
  if (!row.value.to.includes('PAID')) return err(illegal(order, 'clinic_changed'));
  const inTime = checkVisitTime(visitRange({ shifts: shiftsAt(order, to) }), policy, act.now);
  return inTime.ok ? ok(atNewTime(order, row.value, to, act)) : inTime;
};

/** O24: the order stays as it is while the family chooses, until `chooseBy`. */
export const awaitChoice = (order: Order, chooseBy: Date, act: Act): Result<Outcome, Refused> => {
  const row = permit(order.status, 'clinic_changed', act);
  if (!row.ok) return row;
  const refs = { chooseBy: chooseBy.toISOString() };
  return ok(changed(order, {}, row.value.id, act, { type: 'ClinicChanged', refs }));
};

const shiftsAt = (order: Order, to: Omit<NewTime, 'charge'>): Order['shifts'] =>
  order.shifts.map((shift, index) => ({
    ...shift,
    during: to.shifts[index] ?? shift.during,
    cover: to.escortsAreFree ? shift.cover : ({ kind: 'open' } as const),
  }));

/** `order` with its shifts at the new times; whoever could not come then may well come now. */
const atNewTime = (order: Order, row: TransitionRow, to: Omit<NewTime, 'charge'>, act: Act): Outcome => {
  const shifts = shiftsAt(order, to);
  const common = {
    ...commonOf(order),
    namedShifts: to.namedShifts,
    shifts,
    excludedEscorts: [],
    failedOffers: 0,
  };
  const told = {
    type: 'OrderRescheduled',
    refs: {
      movedFrom: visitRange(order).startsAt.toISOString(),
      movedTo: visitRange({ shifts }).startsAt.toISOString(),
      ...(to.byPrivilege ? { privilege: 'can_cancel_late' as const } : {}),
    },
  } as const;
  if (order.status === 'PENDING_PAYMENT')
    return moved(order, row, { ...common, status: order.status, payBy: order.payBy }, act, told);
  if (order.status !== 'PAID' && order.status !== 'ASSIGNED' && order.status !== 'ACCEPTED')
    throw new Error('O10 starts before departure');
  const status = statusByCover(shifts);
  const next =
    status === 'ACCEPTED'
      ? { ...common, status, paidAt: order.paidAt }
      : { ...common, status, paidAt: order.paidAt, searchSince: act.now };
  return moved(order, row, next, act, told);
};
