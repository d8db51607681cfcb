import type { OrderStatus } from '@banzhen/domain/orders';
import type { Calendar } from '@banzhen/domain/shared/calendar';
import { DAY_MS, MINUTE_MS, minutesAfter } from '@banzhen/domain/shared/clock';
import { demoCity } from './demo-city.js';

/** What a demo order shows on the board, by the states in which it does. */
export const shownBy = {
  finished: ['FINISHED'],
  ended: ['ENDED'],
  serving: ['SERVING'],
  'on-the-way': ['EN_ROUTE', 'ARRIVED'],
  accepted: ['ACCEPTED'],
  searching: ['PAID', 'ASSIGNED'],
  unpaid: ['PENDING_PAYMENT'],
} as const satisfies Readonly<Record<string, readonly OrderStatus[]>>;

export type DemoOrder = {
  readonly shows: keyof typeof shownBy;
  /** Positions in the demo city; another patient takes the place of one who has no time then. */
  readonly patient: number;
  readonly hospital: number;
  readonly service: string;
  readonly starts: { readonly inMinutes: number } | { readonly daysAhead: number; readonly atHour: number };
  readonly hours: number;
};

/** The orders of a lively board, seen from now; those that have begun come first, so that they find their escorts free. */
export const demoOrders: readonly DemoOrder[] = [
  {
    shows: 'finished',
    patient: 3,
    hospital: 5,
    service: 'escort-half-day',
    starts: { inMinutes: -26 * 60 },
    hours: 4,
  },
  {
    shows: 'ended',
    patient: 2,
    hospital: 1,
    service: 'escort-half-day',
    starts: { inMinutes: -270 },
    hours: 4,
  },
  {
    shows: 'serving',
    patient: 0,
    hospital: 0,
    service: 'escort-half-day',
    starts: { inMinutes: -90 },
    hours: 4,
  },
  {
    shows: 'on-the-way',
    patient: 1,
    hospital: 3,
    service: 'escort-half-day',
    starts: { inMinutes: 30 },
    hours: 4,
  },
  {
    shows: 'accepted',
    patient: 3,
    hospital: 2,
    service: 'escort-full-day',
    starts: { daysAhead: 1, atHour: 9 },
    hours: 8,
  },
  {
    shows: 'searching',
    patient: 0,
    hospital: 0,
    service: 'escort-half-day',
    starts: { daysAhead: 2, atHour: 8 },
    hours: 4,
  },
  {
    shows: 'searching',
    patient: 2,
    hospital: 1,
    service: 'escort-full-day',
    starts: { daysAhead: 3, atHour: 9 },
    hours: 9,
  },
  {
    shows: 'searching',
    patient: 3,
    hospital: 4,
    service: 'care-24h',
    starts: { daysAhead: 4, atHour: 8 },
    hours: 48,
  },
  {
    shows: 'unpaid',
    patient: 1,
    hospital: 2,
    service: 'escort-half-day',
    starts: { daysAhead: 5, atHour: 13 },
    hours: 5,
  },
];

const QUARTER_MS = 15 * MINUTE_MS;

/** When a demo order starts that is placed at `now`: at a quarter of an hour, or at an hour of a later day. */
export const startOf = ({ starts }: DemoOrder, now: Date, calendar: Calendar): Date => {
  if ('inMinutes' in starts) {
    const exact = minutesAfter(now, starts.inMinutes).getTime();
    return new Date(Math.floor(exact / QUARTER_MS) * QUARTER_MS);
  }
  const day = calendar.wallTime(new Date(now.getTime() + starts.daysAhead * DAY_MS), demoCity.zone);
  return calendar.instantOf(day.date, starts.atHour * 60, demoCity.zone);
};
