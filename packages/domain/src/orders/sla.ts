import { HOUR_MS, latest, minutesAfter } from '../shared/clock.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import { balanceFen, type Order, visitRange } from './order.js';

/** What should happen to an order next, and by when: the clock on the dispatchers' board. */
export type Sla = {
  readonly kind: 'pay' | 'assign' | 'arrive' | 'start' | 'end' | 'confirm' | 'pay-balance';
  readonly dueAt: Date;
};

/** The clock of an order's present state; none once it has ended. */
export const slaOf = (order: Order, policy: VisitPolicy): Sla | undefined => {
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

/**
 * Whether a dispatcher must look now: the automatic search is used up, a clock that people are behind has run out, or the
 * escort of a visit within half an hour has not set out.
 */
export const needsDispatcher = (order: Order, policy: VisitPolicy, now: Date): boolean => {
  if (order.status === 'PENDING_PAYMENT') return false;
  if (order.status === 'PAID' && order.failedOffers >= policy.offers.triesBeforeQueue) return true;
  if (order.status === 'ACCEPTED' && visitRange(order).startsAt.getTime() - now.getTime() <= HOUR_MS / 2)
    return true;
  if (order.status === 'ENDED') return order.overdue;
  const sla = slaOf(order, policy);
  return sla !== undefined && sla.dueAt <= now;
};
