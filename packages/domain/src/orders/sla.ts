import { HOUR_MS, latest, MINUTE_MS, minutesAfter } from '../shared/clock.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import { balanceFen, currentShift, type Order, owesDifference, visitRange } from './order.js';
import { isSearching, uncoveredShifts } from './search.js';
import { coverDeadlines } from './unmatched.js';

/** What should happen to an order next, and by when: the clock on the dispatchers' board. */
export type Sla = {
  readonly kind: 'pay' | 'assign' | 'arrive' | 'start' | 'end' | 'confirm' | 'pay-balance';
  readonly dueAt: Date;
};

/** Whether the first shift has its escort, who has not set out. */
const isAwaitingDeparture = (order: Order): boolean =>
  (order.status === 'PAID' || order.status === 'ASSIGNED' || order.status === 'ACCEPTED') &&
  currentShift(order).cover.kind === 'accepted';

/** The clock of an order's present state; none once it has ended. */
export const stateSlaOf = (order: Order, policy: VisitPolicy): Sla | undefined => {
  const { startsAt, endsAt } = visitRange(order);
  switch (order.status) {
    case 'PENDING_PAYMENT':
      return { kind: 'pay', dueAt: order.payBy };
    case 'PAID':
    case 'ASSIGNED':
      return { kind: 'assign', dueAt: minutesAfter(order.searchSince, policy.offers.assignWithinMinutes) };
    case 'ACCEPTED':
    case 'EN_ROUTE':
      return { kind: 'arrive', dueAt: startsAt };
    case 'ARRIVED':
      return {
        kind: 'start',
        dueAt: minutesAfter(latest(startsAt, order.arrivedAt), policy.noShow.waitMinutes),
      };
    case 'SERVING':
      return { kind: 'end', dueAt: minutesAfter(endsAt, policy.time.overtimeGraceMinutes) };
    case 'ENDED':
      return balanceFen(order) > 0
        ? { kind: 'pay-balance', dueAt: minutesAfter(order.endedAt, policy.time.payBalanceWithinMinutes) }
        : { kind: 'confirm', dueAt: minutesAfter(order.endedAt, policy.time.confirmWithinMinutes) };
    default:
      return undefined;
  }
};

/** The shifts that nobody covers, and by when each must have its escort (O23). */
export const shiftSlas = (
  order: Order,
  policy: VisitPolicy,
): readonly (Sla & { readonly shiftNo: number })[] =>
  coverDeadlines(order, policy).map(({ shiftNo, dueAt }) => ({ kind: 'assign', shiftNo, dueAt }));

/** The first of the clocks that run for an order: that of its state, and those of shifts that nobody covers. */
export const slaOf = (order: Order, policy: VisitPolicy): Sla | undefined => {
  const { startsAt } = visitRange(order);
  const state = stateSlaOf(order, policy);
  const clocks: readonly Sla[] = [
    ...(state ? [state] : []),
    ...(isAwaitingDeparture(order) ? [{ kind: 'arrive', dueAt: startsAt } as const] : []),
    ...shiftSlas(order, policy).map(({ kind, dueAt }) => ({ kind, dueAt })),
  ];
  return clocks.toSorted((left, right) => left.dueAt.getTime() - right.dueAt.getTime())[0];
};

/**
 * Whether a dispatcher must look now: the automatic search is used up, a clock that people are behind has run out, the escort
 * of a visit within half an hour has not set out, or may soon set out for one that is not paid for.
 */
export const needsDispatcher = (order: Order, policy: VisitPolicy, now: Date): boolean => {
  if (order.status === 'PENDING_PAYMENT') return false;
  const hasOpenShift =
    isSearching(order) && uncoveredShifts(order).some(({ cover }) => cover.kind === 'open');
  if (hasOpenShift && order.failedOffers >= policy.offers.triesBeforeQueue) return true;
  const untilStart = visitRange(order).startsAt.getTime() - now.getTime();
  if (isAwaitingDeparture(order) && untilStart <= HOUR_MS / 2) return true;
  if (owesDifference(order) && untilStart <= policy.time.departEarliestMinutesBefore * MINUTE_MS) return true;
  if (order.status === 'ENDED') return order.overdue;
  const sla = slaOf(order, policy);
  return sla !== undefined && sla.dueAt <= now;
};
