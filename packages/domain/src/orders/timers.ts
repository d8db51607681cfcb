import { DAY_MS, minutesAfter } from '../shared/clock.js';
import type { OfferId } from '../shared/ids.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import { balanceFen, currentShift, type Order, visitRange } from './order.js';
import { isSearching, type SearchingOrder, uncoveredShifts } from './search.js';
import { unmatchedTimers } from './unmatched.js';

export type TimerKind =
  | 'payment-expiry'
  | 'find-escort'
  | 'offer-expiry'
  | 'give-up'
  | 'cover-alarm'
  | 'escort-alarm'
  | 'unresolved-alarm'
  | 'unresolved'
  | 'overrun'
  | 'auto-confirm'
  | 'balance-overdue'
  | 'review-expiry';

/** A command of the system that is due at an instant, unless the order moves on before (6.0.3). */
export type OrderTimer = {
  readonly kind: TimerKind;
  readonly dueAt: Date;
  readonly offerId?: OfferId;
  readonly shiftNo?: number;
};

/** Beside whatever the state itself waits for: the next offers, the answers to those that are out, and the end of patience. */
const searchTimers = (order: SearchingOrder, policy: VisitPolicy): readonly OrderTimer[] => {
  const uncovered = uncoveredShifts(order);
  const hasOpenShift = uncovered.some(({ cover }) => cover.kind === 'open');
  const isAutomatic = order.failedOffers < policy.offers.triesBeforeQueue;
  return [
    ...(hasOpenShift && isAutomatic ? [{ kind: 'find-escort', dueAt: order.searchSince } as const] : []),
    ...uncovered.flatMap(({ cover }) =>
      cover.kind === 'offered'
        ? [{ kind: 'offer-expiry', dueAt: cover.expiresAt, offerId: cover.offerId } as const]
        : [],
    ),
    ...unmatchedTimers(order, policy),
  ];
};

/** Calls about an escort who has not arrived, without those that the dispatchers have been given. */
const escortAlarms = (order: Order, { noShow }: VisitPolicy): readonly OrderTimer[] => {
  const { during, cover, alarmedAt } = currentShift(order);
  if (cover.kind !== 'accepted') return [];
  return noShow.escortAlarmMinutes
    .map((minutes) => ({ kind: 'escort-alarm', dueAt: minutesAfter(during.startsAt, minutes) }) as const)
    .filter(({ dueAt }) => !alarmedAt || dueAt > alarmedAt);
};

/** A visit that nobody started, ended or marked: the dispatchers are called at its planned end, then the system ends it. */
const unresolvedTimers = (endsAt: Date, { time }: VisitPolicy): readonly OrderTimer[] => [
  { kind: 'unresolved-alarm', dueAt: endsAt },
  { kind: 'unresolved', dueAt: minutesAfter(endsAt, time.unresolvedAfterMinutes) },
];

/** What the state waits for. */
const stateTimers = (order: Order, policy: VisitPolicy): readonly OrderTimer[] => {
  const { endsAt } = visitRange(order);
  switch (order.status) {
    case 'PENDING_PAYMENT':
      return [{ kind: 'payment-expiry', dueAt: order.payBy }];
    case 'PAID':
    case 'ASSIGNED': {
      // Once a shift is covered the search is not given up any more, so the order must end by another way.
      const isCovered = order.shifts.some(({ cover }) => cover.kind === 'accepted');
      return [...escortAlarms(order, policy), ...(isCovered ? unresolvedTimers(endsAt, policy) : [])];
    }
    case 'ACCEPTED':
    case 'EN_ROUTE':
      return [...escortAlarms(order, policy), ...unresolvedTimers(endsAt, policy)];
    case 'ARRIVED':
      return unresolvedTimers(endsAt, policy);
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

/**
 * Timers, like holds, are a function of the order: one that is not in this list any more is stale and does nothing.
 */
export const timersOf = (order: Order, policy: VisitPolicy): readonly OrderTimer[] => [
  ...stateTimers(order, policy),
  ...(isSearching(order) ? searchTimers(order, policy) : []),
];

export const sameTimer = (left: OrderTimer, right: OrderTimer): boolean =>
  left.kind === right.kind &&
  left.dueAt.getTime() === right.dueAt.getTime() &&
  left.offerId === right.offerId &&
  left.shiftNo === right.shiftNo;
