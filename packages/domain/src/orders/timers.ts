import { DAY_MS, minutesAfter } from '../shared/clock.js';
import type { OfferId } from '../shared/ids.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import { balanceFen, type Order, visitRange } from './order.js';

export type TimerKind =
  | 'payment-expiry'
  | 'find-escort'
  | 'offer-expiry'
  | 'give-up'
  | 'escort-alarm'
  | 'overrun'
  | 'auto-confirm'
  | 'balance-overdue'
  | 'review-expiry';

/** A command of the system that is due at an instant, unless the order moves on before (6.0.3). */
export type OrderTimer = { readonly kind: TimerKind; readonly dueAt: Date; readonly offerId?: OfferId };

/** O23: 12 h before; 2 h before when the search began later than that (same day); at the start when later still. */
const giveUpAt = (order: Order, searchSince: Date, policy: VisitPolicy): Date => {
  const { startsAt } = visitRange(order);
  const { minutesBefore, sameDayMinutesBefore } = policy.unmatched;
  const deadlines = [minutesBefore, sameDayMinutesBefore].map((minutes) => minutesAfter(startsAt, -minutes));
  return deadlines.find((deadline) => deadline > searchSince) ?? startsAt;
};

const searchTimers = (order: Order & { readonly searchSince: Date }, policy: VisitPolicy) => {
  const hasOpenShift = order.shifts.some(({ cover }) => cover.kind === 'open');
  const isAutomatic = order.failedOffers < policy.offers.triesBeforeQueue;
  return [
    ...(hasOpenShift && isAutomatic ? [{ kind: 'find-escort', dueAt: order.searchSince } as const] : []),
    ...order.shifts.flatMap(({ cover }) =>
      cover.kind === 'offered'
        ? [{ kind: 'offer-expiry', dueAt: cover.expiresAt, offerId: cover.offerId } as const]
        : [],
    ),
    { kind: 'give-up', dueAt: giveUpAt(order, order.searchSince, policy) } as const,
  ];
};

/**
 * Timers, like holds, are a function of the order: one that is not in this list any more is stale and does nothing.
 */
export const timersOf = (order: Order, policy: VisitPolicy): readonly OrderTimer[] => {
  const { startsAt, endsAt } = visitRange(order);
  switch (order.status) {
    case 'PENDING_PAYMENT':
      return [{ kind: 'payment-expiry', dueAt: order.payBy }];
    case 'PAID':
    case 'ASSIGNED':
      return searchTimers(order, policy);
    case 'ACCEPTED':
    case 'EN_ROUTE':
      return policy.noShow.escortAlarmMinutes.map((minutes) => ({
        kind: 'escort-alarm',
        dueAt: minutesAfter(startsAt, minutes),
      }));
    case 'SERVING':
      return [{ kind: 'overrun', dueAt: minutesAfter(endsAt, policy.time.longestOvertimeMinutes) }];
    case 'ENDED':
      return balanceFen(order) > 0
        ? order.overdue
          ? []
          : [
              {
                kind: 'balance-overdue',
                dueAt: minutesAfter(order.endedAt, policy.time.payBalanceWithinMinutes),
              },
            ]
        : [{ kind: 'auto-confirm', dueAt: minutesAfter(order.endedAt, policy.time.confirmWithinMinutes) }];
    case 'FINISHED':
      return order.review === 'open'
        ? [
            {
              kind: 'review-expiry',
              dueAt: new Date(order.finishedAt.getTime() + policy.time.reviewWithinDays * DAY_MS),
            },
          ]
        : [];
    default:
      return [];
  }
};

export const sameTimer = (left: OrderTimer, right: OrderTimer): boolean =>
  left.kind === right.kind &&
  left.dueAt.getTime() === right.dueAt.getTime() &&
  left.offerId === right.offerId;
