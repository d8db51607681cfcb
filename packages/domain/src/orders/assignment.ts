import { minutesAfter, minutesBetween } from '../shared/clock.js';
import type { EscortId } from '../shared/ids.js';
import { hundredPercent, zeroFen } from '../shared/money.js';
import { err, ok, type Result } from '../shared/result.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import {
  coverShift,
  type EscortExcluded,
  type OfferTerms,
  permitCovering,
  recovered,
  type ShiftNotOpen,
} from './cover.js';
import type { Order, Shift } from './order.js';
import { moved, type Outcome } from './order-event.js';
import { illegal, type Refused } from './permit.js';
import { ceilingAfterChange } from './refund-ceiling.js';
import { type CoverableOrder, isUnderWay, shiftsToCome } from './search.js';

export type NotYourAssignment = { readonly type: 'NotYourAssignment' };
export type PastCutOff = { readonly type: 'PastCutOff'; readonly cutOffAt: Date };

/** Whom and what a release is about. */
export type Leaving = {
  readonly escortId: EscortId;
  /** Only this shift; without it every shift of theirs that can still be given up. */
  readonly shiftNo?: number;
};

/** What can be given up: everything before arrival, then the shifts after the present one. */
export const releasableShifts = (order: Order): readonly Shift[] =>
  order.status === 'EN_ROUTE' ? order.shifts : shiftsToCome(order);

const asOpen = (shift: Shift): Shift => ({ ...shift, cover: { kind: 'open' } });

/**
 * O8: an escort leaves shifts of this order, or is taken off them; the search begins anew. Without the present shift's
 * escort the way is undone; the shifts after it are given up beside it, and the status stays.
 */
export const releaseEscort = (
  before: Order,
  { escortId, shiftNo }: Leaving,
  policy: VisitPolicy,
  act: Act,
): Result<Outcome<CoverableOrder>, Refused | NotYourAssignment> => {
  const allowed = permitCovering(before, 'release', act);
  if (!allowed.ok) return allowed;
  const { row, order } = allowed.value;
  const isTheirs = ({ no, cover }: Shift) =>
    cover.kind === 'accepted' && cover.escortId === escortId && (shiftNo === undefined || no === shiftNo);
  if (!order.shifts.some(isTheirs)) return err({ type: 'NotYourAssignment' });
  const leaving = releasableShifts(order).filter(isTheirs);
  const [first] = leaving;
  if (!first) return err(illegal(order, 'release'));
  const isLate = minutesBetween(act.now, first.during.startsAt) < policy.changes.freeReleaseMinutesBefore;
  if (isLate && act.by.as === 'E' && !act.reason?.trim())
    return err({ type: 'ReasonRequired', command: 'release' });

  const patch = {
    shifts: order.shifts.map((shift) => (leaving.includes(shift) ? asOpen(shift) : shift)),
    excludedEscorts: [...new Set([...order.excludedEscorts, escortId])],
    failedOffers: 0,
    refundCeiling: hundredPercent,
  };
  return ok(
    moved(order, row, recovered(order, patch, act.now), act, {
      type: 'EscortReleased',
      refs: { escortId, ...(leaving.length === 1 ? { shiftNo: first.no } : {}) },
    }),
  );
};

/** O9: swaps the escort of an accepted shift for an offer to another one. By the family it lowers the refund ceiling. */
export const changeEscort = (
  before: Order,
  terms: OfferTerms,
  policy: VisitPolicy,
  act: Act,
): Result<
  Outcome<CoverableOrder> & { readonly oldEscortId: EscortId },
  Refused | ShiftNotOpen | EscortExcluded | PastCutOff
> => {
  const allowed = permitCovering(before, 'change_escort', act);
  if (!allowed.ok) return allowed;
  const { row, order } = allowed.value;
  const { shiftNo, ...offer } = terms;
  const old = shiftsToCome(order).find(({ no }) => no === shiftNo);
  if (old?.cover.kind !== 'accepted') return err({ type: 'ShiftNotOpen', shiftNo });
  if (old.cover.escortId === offer.escortId) return err({ type: 'EscortExcluded', escortId: offer.escortId });
  const cutOffAt = minutesAfter(old.during.startsAt, -policy.changes.cutOffMinutes);
  if (act.by.as === 'U' && act.now > cutOffAt) return err({ type: 'PastCutOff', cutOffAt });

  const seq = order.assignmentSeq + 1;
  const shifts = coverShift(order.shifts, shiftNo, { kind: 'offered', ...offer, seq });
  const excludedEscorts = [...new Set([...order.excludedEscorts, old.cover.escortId])];
  // Under way the fee stays what it is, so that no change can be a way around it.
  const refundCeiling = isUnderWay(order)
    ? order.refundCeiling
    : ceilingAfterChange(order, policy, act, zeroFen);
  const next = recovered(order, { shifts, assignmentSeq: seq, excludedEscorts, refundCeiling }, act.now);
  const outcome = moved(order, row, next, act, {
    type: 'EscortChanged',
    refs: { escortId: offer.escortId, offerId: offer.offerId, shiftNo },
  });
  return ok({ ...outcome, oldEscortId: old.cover.escortId });
};
