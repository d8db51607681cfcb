import { minutesAfter } from '../shared/clock.js';
import type { EscortId } from '../shared/ids.js';
import { sameRange, type TimeRange, widen } from '../shared/time-range.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Order, OrderStatus, Shift } from './order.js';

/** An escort's time that this order occupies, travel and buffer included. `until` marks a tentative hold. */
export type EscortHold = {
  readonly escortId: EscortId;
  readonly shiftNo: number;
  readonly during: TimeRange;
  readonly until?: Date;
};

/** The patient's time; `until` marks the hold of an unpaid order. */
export type PatientHold = { readonly shiftNo: number; readonly during: TimeRange; readonly until?: Date };

/** All the time that an order occupies. */
export type Holds = { readonly escorts: readonly EscortHold[]; readonly patient: readonly PatientHold[] };

const noHolds: Holds = { escorts: [], patient: [] };

/** Every state in which the constraint must be awake (BK3); the others hold nothing. */
export const holdingStatuses: readonly OrderStatus[] = [
  'PENDING_PAYMENT',
  'PAID',
  'ASSIGNED',
  'ACCEPTED',
  'EN_ROUTE',
  'ARRIVED',
  'SERVING',
];

const occupied = (shift: Shift, policy: VisitPolicy): TimeRange =>
  widen(shift.during, policy.time.beforeVisitMinutes, policy.time.afterVisitMinutes);

/**
 * A named escort is held for the shifts that they could take when it was booked, until the search has asked them or the
 * hall opens.
 */
const namedHold = (
  order: Order,
  { no }: Shift,
  policy: VisitPolicy,
): Pick<EscortHold, 'escortId' | 'until'> | undefined => {
  const { escortId } = order.wishes;
  if (!escortId || !order.namedShifts.includes(no)) return undefined;
  if (order.failedOffers > 0 || order.excludedEscorts.includes(escortId)) return undefined;
  if (order.status === 'PENDING_PAYMENT') return { escortId, until: order.payBy };
  if (order.status !== 'PAID') return undefined;
  return { escortId, until: minutesAfter(order.searchSince, policy.offers.hallOpensAfterMinutes) };
};

const escortHold = (order: Order, shift: Shift, policy: VisitPolicy): readonly EscortHold[] => {
  const base = { shiftNo: shift.no, during: occupied(shift, policy) };
  if (shift.cover.kind === 'accepted') return [{ ...base, escortId: shift.cover.escortId }];
  if (shift.cover.kind === 'offered')
    return [{ ...base, escortId: shift.cover.escortId, until: shift.cover.expiresAt }];
  const named = namedHold(order, shift, policy);
  return named ? [{ ...base, ...named }] : [];
};

/**
 * Holds are a function of the order, so that no command can forget to take or to release one: after each change the
 * database is made to hold exactly this, in the same transaction (6.0.4, BK4).
 */
export const holdsOf = (order: Order, policy: VisitPolicy): Holds => {
  if (!holdingStatuses.includes(order.status)) return noHolds;
  const until = order.status === 'PENDING_PAYMENT' ? { until: order.payBy } : {};
  return {
    escorts: order.shifts.flatMap((shift) => escortHold(order, shift, policy)),
    patient: order.shifts.map((shift) => ({ shiftNo: shift.no, during: shift.during, ...until })),
  };
};

export const sameHold = (left: EscortHold | PatientHold, right: EscortHold | PatientHold): boolean =>
  left.shiftNo === right.shiftNo &&
  sameRange(left.during, right.during) &&
  left.until?.getTime() === right.until?.getTime() &&
  ('escortId' in left ? left.escortId : '') === ('escortId' in right ? right.escortId : '');

const sameList = (
  left: readonly (EscortHold | PatientHold)[],
  right: readonly (EscortHold | PatientHold)[],
): boolean =>
  left.length === right.length && left.every((one) => right.some((other) => sameHold(one, other)));

export const sameHolds = (left: Holds, right: Holds): boolean =>
  sameList(left.escorts, right.escorts) && sameList(left.patient, right.patient);
