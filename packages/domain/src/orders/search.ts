import { minutesAfter } from '../shared/clock.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import {
  currentShift,
  type Order,
  type OrderCommon,
  type OrderIn,
  type OrderStatus,
  type Shift,
} from './order.js';

const coverable = ['PAID', 'ASSIGNED', 'ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'SERVING'] as const;

/** An order of which shifts can still be covered. */
export type CoverableOrder = { [S in (typeof coverable)[number]]: OrderIn<S> }[(typeof coverable)[number]];

export const isCoverable = (order: Order): order is CoverableOrder =>
  (coverable as readonly OrderStatus[]).includes(order.status);

/** Whether the escort of the present shift is on: the shifts after it are covered beside, without moving the status. */
export const isUnderWay = (
  order: Order,
): order is OrderIn<'EN_ROUTE'> | OrderIn<'ARRIVED'> | OrderIn<'SERVING'> =>
  order.status === 'EN_ROUTE' || order.status === 'ARRIVED' || order.status === 'SERVING';

/** The shifts whose escort is still a question: all before departure, from then on those after the present one. */
export const shiftsToCome = (order: Order): readonly Shift[] => {
  if (!isCoverable(order)) return [];
  if (!isUnderWay(order)) return order.shifts;
  const present = currentShift(order).no;
  return order.shifts.filter(({ no }) => no > present);
};

/** Those of them that nobody has accepted. */
export const uncoveredShifts = (order: Order): readonly Shift[] =>
  shiftsToCome(order).filter(({ cover }) => cover.kind !== 'accepted');

/** Those that somebody may be asked for or take at `now`: open and not over. */
export const openShifts = (order: Order, now: Date): readonly Shift[] =>
  uncoveredShifts(order).filter(({ cover, during }) => cover.kind === 'open' && now < during.endsAt);

/** An order for which escorts are searched, in whatever state. */
export type SearchingOrder = CoverableOrder & { readonly searchSince: Date };

export const isSearching = (order: Order): order is SearchingOrder =>
  isCoverable(order) && order.searchSince !== undefined && uncoveredShifts(order).length > 0;

/** When the grab hall 抢单 opens for a search: after a while, or once the exclusive offers are used up. */
export const hallOpensAt = (
  { searchSince, failedOffers }: Pick<OrderCommon, 'failedOffers'> & { readonly searchSince: Date },
  { offers }: VisitPolicy,
): Date =>
  failedOffers >= offers.triesBeforeQueue
    ? searchSince
    : minutesAfter(searchSince, offers.hallOpensAfterMinutes);

/**
 * How a shift stands to the escorts of its city: `open` in the hall; `taken`, when it got its escort or an offer after the
 * hall had opened, so that they could have seen it there; else `hidden`, and nobody may learn of it by trying (O5).
 */
export const hallStandOf = (
  order: Order,
  shiftNo: number,
  policy: VisitPolicy,
  now: Date,
): 'open' | 'taken' | 'hidden' => {
  const shift = order.shifts.find(({ no }) => no === shiftNo);
  if (!shift || !isCoverable(order) || !order.searchSince) return 'hidden';
  const { searchSince, failedOffers } = order;
  const coveredAt = shift.cover.kind === 'accepted' ? shift.cover.acceptedAt : now;
  if (coveredAt < hallOpensAt({ searchSince, failedOffers }, policy)) return 'hidden';
  return openShifts(order, now).includes(shift) ? 'open' : 'taken';
};
