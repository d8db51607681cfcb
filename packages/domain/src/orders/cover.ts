import { earliest, minutesAfter, minutesBetween } from '../shared/clock.js';
import type { EscortId, OfferId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import {
  type Cover,
  commonOf,
  type Order,
  type OrderCommon,
  type OrderIn,
  type Shift,
  visitRange,
} from './order.js';
import { moved, type Outcome } from './order-event.js';
import { permit, type Refused } from './permit.js';
import type { OrderCommand, TransitionRow } from './transition-row.js';
import { servingEscort } from './visit.js';

export type ShiftNotOpen = { readonly type: 'ShiftNotOpen'; readonly shiftNo: number };
export type EscortExcluded = { readonly type: 'EscortExcluded'; readonly escortId: EscortId };
export type HallNotOpen = { readonly type: 'HallNotOpen'; readonly opensAt: Date };
export type OfferNotLive = { readonly type: 'OfferNotLive' };
export type NotYourAssignment = { readonly type: 'NotYourAssignment' };
export type PastCutOff = { readonly type: 'PastCutOff'; readonly cutOffAt: Date };

type Searching = OrderIn<'PAID'> | OrderIn<'ASSIGNED'>;
type Covered = Searching | OrderIn<'ACCEPTED'>;

/** PAID while a shift is open, ASSIGNED while an offer is out, ACCEPTED once every shift has its escort. */
export const statusByCover = (shifts: readonly Shift[]): Covered['status'] => {
  if (shifts.some(({ cover }) => cover.kind === 'offered')) return 'ASSIGNED';
  return shifts.some(({ cover }) => cover.kind === 'open') ? 'PAID' : 'ACCEPTED';
};

const coverShift = (shifts: readonly Shift[], shiftNo: number, cover: Cover): readonly Shift[] =>
  shifts.map((shift) => (shift.no === shiftNo ? { ...shift, cover } : shift));

/** `order` with these shifts, in the status that their cover says. `searchSince` restarts a search that begins anew. */
const recovered = (
  order: Covered | OrderIn<'EN_ROUTE'>,
  patch: Partial<OrderCommon> & Pick<OrderCommon, 'shifts'>,
  now: Date,
): Covered => {
  const status = statusByCover(patch.shifts);
  const next = { ...commonOf(order), ...patch, paidAt: order.paidAt };
  if (status === 'ACCEPTED') return { ...next, status };
  return { ...next, status, searchSince: 'searchSince' in order ? order.searchSince : now };
};

const covered = (order: Order): order is Covered =>
  order.status === 'PAID' || order.status === 'ASSIGNED' || order.status === 'ACCEPTED';

const permitted = (
  order: Order,
  command: OrderCommand,
  act: Act,
): Result<{ row: TransitionRow; order: Covered }, Refused> => {
  const row = permit(order.status, command, act);
  if (!row.ok) return row;
  if (!covered(order)) throw new Error(`${command} is only for orders in search or accepted`);
  return ok({ row: row.value, order });
};

export type OfferTerms = {
  readonly shiftNo: number;
  readonly escortId: EscortId;
  readonly offerId: OfferId;
  readonly expiresAt: Date;
};

/** The end of an offer made now (O4): shorter the nearer the visit, and never beyond its start. */
export const offerExpiry = (shift: Shift, policy: VisitPolicy, now: Date): Date => {
  const hoursLeft = minutesBetween(now, shift.during.startsAt) / 60;
  const lifetime = policy.offers.lifetimes.find(({ withinHours }) => hoursLeft < withinHours);
  const expiresAt = minutesAfter(now, lifetime?.minutes ?? policy.offers.longestMinutes);
  return earliest(expiresAt, shift.during.startsAt);
};

/** O4: one exclusive offer for an open shift. A dispatcher may offer again to an escort whom the search excluded. */
export const offerShift = (
  before: Order,
  terms: OfferTerms,
  act: Act,
): Result<Outcome<Covered>, Refused | ShiftNotOpen | EscortExcluded> => {
  const allowed = permitted(before, 'offer', act);
  if (!allowed.ok) return allowed;
  const { row, order } = allowed.value;
  const { shiftNo, ...offer } = terms;
  if (order.shifts.find(({ no }) => no === shiftNo)?.cover.kind !== 'open')
    return err({ type: 'ShiftNotOpen', shiftNo });
  if (act.by.as === 'SYS' && order.excludedEscorts.includes(offer.escortId))
    return err({ type: 'EscortExcluded', escortId: offer.escortId });

  const seq = order.assignmentSeq + 1;
  const shifts = coverShift(order.shifts, shiftNo, { kind: 'offered', ...offer, seq });
  const next = recovered(order, { shifts, assignmentSeq: seq }, act.now);
  return ok(
    moved(order, row, next, act, {
      type: 'ShiftOffered',
      refs: { escortId: offer.escortId, offerId: offer.offerId, shiftNo },
    }),
  );
};

/** When the grab hall 抢单 opens for an order in search: after a while, or once the exclusive offers are used up. */
export const hallOpensAt = (order: Searching, policy: VisitPolicy): Date =>
  order.failedOffers >= policy.offers.triesBeforeQueue
    ? order.searchSince
    : minutesAfter(order.searchSince, policy.offers.hallOpensAfterMinutes);

/** O5: an escort takes an open shift from the hall. */
export const grabShift = (
  before: Order,
  input: { readonly shiftNo: number; readonly escortId: EscortId },
  policy: VisitPolicy,
  act: Act,
): Result<Outcome<Covered>, Refused | ShiftNotOpen | HallNotOpen> => {
  const allowed = permitted(before, 'grab', act);
  if (!allowed.ok) return allowed;
  const { row, order } = allowed.value;
  const { shiftNo, escortId } = input;
  if (order.shifts.find(({ no }) => no === shiftNo)?.cover.kind !== 'open')
    return err({ type: 'ShiftNotOpen', shiftNo });
  if (order.status !== 'ACCEPTED' && act.now < hallOpensAt(order, policy))
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
): Result<Outcome<Covered>, Refused | OfferNotLive> => {
  const allowed = permitted(before, 'accept', act);
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
): Result<Outcome<Covered>, Refused | OfferNotLive> => {
  const allowed = permitted(before, command, act);
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

/** O8: an escort leaves every shift of this order, or is taken off it, before arrival; the search begins anew. */
export const releaseEscort = (
  before: Order,
  escortId: EscortId,
  policy: VisitPolicy,
  act: Act,
): Result<Outcome<Covered>, Refused | NotYourAssignment> => {
  const row = permit(before.status, 'release', act);
  if (!row.ok) return row;
  if (!covered(before) && before.status !== 'EN_ROUTE') throw new Error('O8 starts before arrival');
  const holds = ({ cover }: Shift) => cover.kind === 'accepted' && cover.escortId === escortId;
  if (!before.shifts.some(holds)) return err({ type: 'NotYourAssignment' });
  // Whoever covers a later shift must not undo the way that the first one's escort is on.
  if (before.status === 'EN_ROUTE' && servingEscort(before) !== escortId)
    return err({ type: 'NotYourAssignment' });
  const isLate =
    minutesBetween(act.now, visitRange(before).startsAt) < policy.changes.freeReleaseMinutesBefore;
  if (isLate && act.by.as === 'E' && !act.reason?.trim())
    return err({ type: 'ReasonRequired', command: 'release' });

  const patch = {
    shifts: before.shifts.map((shift) =>
      holds(shift) ? { ...shift, cover: { kind: 'open' } as const } : shift,
    ),
    excludedEscorts: [...new Set([...before.excludedEscorts, escortId])],
    failedOffers: 0,
  };
  return ok(
    moved(before, row.value, recovered(before, patch, act.now), act, {
      type: 'EscortReleased',
      refs: { escortId },
    }),
  );
};

/** O9: swaps the escort of an accepted shift for an offer to another one. */
export const changeEscort = (
  before: Order,
  terms: OfferTerms,
  policy: VisitPolicy,
  act: Act,
): Result<
  Outcome<Covered> & { readonly oldEscortId: EscortId },
  Refused | ShiftNotOpen | EscortExcluded | PastCutOff
> => {
  const allowed = permitted(before, 'change_escort', act);
  if (!allowed.ok) return allowed;
  const { row, order } = allowed.value;
  const { shiftNo, ...offer } = terms;
  const old = order.shifts.find(({ no }) => no === shiftNo);
  if (old?.cover.kind !== 'accepted') return err({ type: 'ShiftNotOpen', shiftNo });
  if (old.cover.escortId === offer.escortId) return err({ type: 'EscortExcluded', escortId: offer.escortId });
  const cutOffAt = minutesAfter(old.during.startsAt, -policy.changes.cutOffMinutes);
  if (act.by.as === 'U' && act.now > cutOffAt) return err({ type: 'PastCutOff', cutOffAt });

  const seq = order.assignmentSeq + 1;
  const shifts = coverShift(order.shifts, shiftNo, { kind: 'offered', ...offer, seq });
  const excludedEscorts = [...new Set([...order.excludedEscorts, old.cover.escortId])];
  const next = recovered(order, { shifts, assignmentSeq: seq, excludedEscorts }, act.now);
  const outcome = moved(order, row, next, act, {
    type: 'EscortChanged',
    refs: { escortId: offer.escortId, offerId: offer.offerId, shiftNo },
  });
  return ok({ ...outcome, oldEscortId: old.cover.escortId });
};
