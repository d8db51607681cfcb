import { type Calendar, dateAfter, type ZoneId } from '../shared/calendar.js';
import { earliest, latest, minutesAfter, minutesBetween } from '../shared/clock.js';
import type { WaitlistPolicy } from './waitlist-policy.js';

/** When a seat is offered, and what it is a seat of. */
export type OfferMade = {
  readonly offeredAt: Date;
  readonly visitStartsAt: Date;
  readonly zone: ZoneId;
};

/**
 * L2: until when an offer stands. 30 minutes of the day's hours, so that nobody is asked at night; 10 minutes whatever the
 * hour when the visit begins within 24 hours. Never later than the visit.
 */
export const offerEnd = (
  { offeredAt, visitStartsAt, zone }: OfferMade,
  { offer }: WaitlistPolicy,
  calendar: Calendar,
): Date => {
  if (minutesBetween(offeredAt, visitStartsAt) < offer.soonMinutes)
    return earliest(minutesAfter(offeredAt, offer.minutesWhenSoon), visitStartsAt);
  const { fromMinute, toMinute } = offer.hours;
  let left = offer.minutes;
  let { date } = calendar.wallTime(offeredAt, zone);
  for (;;) {
    const from = latest(offeredAt, calendar.instantOf(date, fromMinute, zone));
    const awake = Math.max(0, minutesBetween(from, calendar.instantOf(date, toMinute, zone)));
    if (left <= awake) return earliest(minutesAfter(from, left), visitStartsAt);
    left -= awake;
    date = dateAfter(date, 1);
  }
};
