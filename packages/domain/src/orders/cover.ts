import { earliest, minutesAfter, minutesBetween } from '../shared/clock.js';
import type { EscortId, OfferId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import { type Cover, commonOf, currentShift, type Order, type OrderCommon, type Shift } from './order.js';
import { moved, type Outcome } from './order-event.js';
import { permitOn, type Refused } from './permit.js';
import {
  type CoverableOrder,
  hallOpensAt,
  isCoverable,
  isSearching,
  isUnderWay,
  openShifts,
} from './search.js';
import type { OrderCommand, TransitionRow } from './transition-row.js';

export type ShiftNotOpen = { readonly type: 'ShiftNotOpen'; readonly shiftNo: number };
export type EscortExcluded = { readonly type: 'EscortExcluded'; readonly escortId: EscortId };
export type HallNotOpen = { readonly type: 'HallNotOpen'; readonly opensAt: Date };
export type OfferNotLive = { readonly type: 'OfferNotLive' };

/** PAID while a shift is open, ASSIGNED while an offer is out, ACCEPTED once every shift has its escort. */
export const statusByCover = (shifts: readonly Shift[]): 'PAID' | 'ASSIGNED' | 'ACCEPTED' => {
  if (shifts.some(({ cover }) => cover.kind === 'offered')) return 'ASSIGNED';
  return shifts.some(({ cover }) => cover.kind === 'open') ? 'PAID' : 'ACCEPTED';
};

/** The shifts with another cover of shift `shiftNo`. Whoever accepts it has not been alarmed about yet. */
export const coverShift = (shifts: readonly Shift[], shiftNo: number, cover: Cover): readonly Shift[] =>
  shifts.map((shift) => {
    if (shift.no !== shiftNo) return shift;
    const { alarmedAt, ...rest } = shift;
    return { ...rest, cover, ...(alarmedAt && cover.kind !== 'accepted' ? { alarmedAt } : {}) };
  });

/**
 * `order` with these shifts: in the status that their cover says, or in its own while the present shift keeps its escort.
 * A search that begins anew begins now.
 */
export const recovered = (
  order: CoverableOrder,
  patch: Partial<OrderCommon> & Pick<OrderCommon, 'shifts'>,
  now: Date,
): CoverableOrder => {
  const searchSince = isSearching(order) ? order.searchSince : now;
  const after = { ...order, ...patch, searchSince };
  if (isUnderWay(order) && currentShift(after).cover.kind === 'accepted') return after;
  const { paidAt } = order;
  return { ...commonOf(order), ...patch, status: statusByCover(patch.shifts), paidAt, searchSince };
};

/** The row that allows `command`, and the order as one whose shifts can be covered. */
export const permitCovering = (
  order: Order,
  command: OrderCommand,
  act: Act,
): Result<{ readonly row: TransitionRow; readonly order: CoverableOrder }, Refused> => {
  const row = permitOn(order, command, act);
  if (!row.ok) return row;
  if (!isCoverable(order)) throw new Error(`${command} is only for orders whose shifts can be covered`);
  return ok({ row: row.value, order });
};

/** The shift, if it may be taken now. */
const openShift = (order: Order, shiftNo: number, now: Date): Result<Shift, ShiftNotOpen> => {
  const shift = openShifts(order, now).find(({ no }) => no === shiftNo);
  return shift ? ok(shift) : err({ type: 'ShiftNotOpen', shiftNo });
};

export type OfferTerms = {
  readonly shiftNo: number;
  readonly escortId: EscortId;
  readonly offerId: OfferId;
  readonly expiresAt: Date;
  /** Reasons why not that a dispatcher overrules with this offer. */
  readonly overruled?: readonly string[];
};

/**
 * The end of an offer made now (O4): shorter the nearer the shift, and never beyond its start. One that has begun without an
 * escort is offered as the most urgent, up to its end.
 */
export const offerExpiry = (shift: Shift, policy: VisitPolicy, now: Date): Date => {
  const hoursLeft = minutesBetween(now, shift.during.startsAt) / 60;
  const lifetime = policy.offers.lifetimes.find(({ withinHours }) => hoursLeft < withinHours);
  const expiresAt = minutesAfter(now, lifetime?.minutes ?? policy.offers.longestMinutes);
  const { startsAt, endsAt } = shift.during;
  return earliest(expiresAt, now < startsAt ? startsAt : endsAt);
};

/** O4: one exclusive offer for an open shift. A dispatcher may offer again to an escort whom the search excluded. */
export const offerShift = (
  before: Order,
  terms: OfferTerms,
  act: Act,
): Result<Outcome<CoverableOrder>, Refused | ShiftNotOpen | EscortExcluded> => {
  const allowed = permitCovering(before, 'offer', act);
  if (!allowed.ok) return allowed;
  const { row, order } = allowed.value;
  const { shiftNo, overruled, ...offer } = terms;
  const open = openShift(order, shiftNo, act.now);
  if (!open.ok) return open;
  if (act.by.as === 'SYS' && order.excludedEscorts.includes(offer.escortId))
    return err({ type: 'EscortExcluded', escortId: offer.escortId });

  const seq = order.assignmentSeq + 1;
  const shifts = coverShift(order.shifts, shiftNo, { kind: 'offered', ...offer, seq });
  const next = recovered(order, { shifts, assignmentSeq: seq }, act.now);
  return ok(
    moved(order, row, next, act, {
      type: 'ShiftOffered',
      refs: {
        escortId: offer.escortId,
        offerId: offer.offerId,
        shiftNo,
        ...(overruled?.length ? { overruled } : {}),
      },
    }),
  );
};

/** O5: an escort takes an open shift from the hall. */
export const grabShift = (
  before: Order,
  input: { readonly shiftNo: number; readonly escortId: EscortId },
  policy: VisitPolicy,
  act: Act,
): Result<Outcome<CoverableOrder>, Refused | ShiftNotOpen | HallNotOpen> => {
  const allowed = permitCovering(before, 'grab', act);
  if (!allowed.ok) return allowed;
  const { row, order } = allowed.value;
  const { shiftNo, escortId } = input;
  const open = openShift(order, shiftNo, act.now);
  if (!open.ok) return open;
  if (isSearching(order) && act.now < hallOpensAt(order, policy))
    return err({ type: 'HallNotOpen', opensAt: hallOpensAt(order, policy) });

  const seq = order.assignmentSeq + 1;
  const shifts = coverShift(order.shifts, shiftNo, { kind: 'accepted', escortId, seq, acceptedAt: act.now });
  const next = recovered(order, { shifts, assignmentSeq: seq }, act.now);
  return ok(moved(order, row, next, act, { type: 'ShiftAccepted', refs: { escortId, shiftNo } }));
};

const offeredShift = (order: Order, offerId: OfferId) => {
  for (const shift of order.shifts)
    if (shift.cover.kind === 'offered' && shift.cover.offerId === offerId)
      return { no: shift.no, cover: shift.cover };
  return undefined;
};

/** O6: the escort accepts a live offer of this very assignment. */
export const acceptOffer = (
  before: Order,
  offerId: OfferId,
  act: Act,
): Result<Outcome<CoverableOrder>, Refused | OfferNotLive> => {
  const allowed = permitCovering(before, 'accept', act);
  if (!allowed.ok) return allowed;
  const { row, order } = allowed.value;
  const offered = offeredShift(order, offerId);
  if (!offered || offered.cover.expiresAt <= act.now) return err({ type: 'OfferNotLive' });

  const { escortId, seq } = offered.cover;
  const shifts = coverShift(order.shifts, offered.no, {
    kind: 'accepted',
    escortId,
    seq,
    acceptedAt: act.now,
  });
  const next = recovered(order, { shifts }, act.now);
  return ok(
    moved(order, row, next, act, { type: 'ShiftAccepted', refs: { escortId, offerId, shiftNo: offered.no } }),
  );
};

const endings = {
  decline: 'OfferDeclined',
  expire_offer: 'OfferExpired',
  withdraw: 'OfferWithdrawn',
} as const;

/** O7: an offer ends unaccepted. The escort is left out of this order's further search, without any mark. */
export const endOffer = (
  before: Order,
  offerId: OfferId,
  command: keyof typeof endings,
  act: Act,
): Result<Outcome<CoverableOrder>, Refused | OfferNotLive> => {
  const allowed = permitCovering(before, command, act);
  if (!allowed.ok) return allowed;
  const { row, order } = allowed.value;
  const offered = offeredShift(order, offerId);
  if (!offered) return err({ type: 'OfferNotLive' });
  if (command === 'expire_offer' && act.now < offered.cover.expiresAt) return err({ type: 'OfferNotLive' });

  const { escortId } = offered.cover;
  const patch = {
    shifts: coverShift(order.shifts, offered.no, { kind: 'open' }),
    excludedEscorts: [...new Set([...order.excludedEscorts, escortId])],
    failedOffers: order.failedOffers + (command === 'withdraw' ? 0 : 1),
  };
  return ok(
    moved(order, row, recovered(order, patch, act.now), act, {
      type: endings[command],
      refs: { escortId, offerId, shiftNo: offered.no },
    }),
  );
};
