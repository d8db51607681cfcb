import { type Calendar, dateAfter, type ZoneId } from '../shared/calendar.js';
import { minutesAfter, minutesBetween } from '../shared/clock.js';
import type { AppointmentPolicy } from './appointment-policy.js';

/** Where a freed seat goes: to whoever waits, or back on sale at an instant, which whoever waits comes before. */
export type ReturnPath =
  | { readonly to: 'waitlist'; readonly elseAt: Date }
  | { readonly to: 'sale'; readonly at: Date };

export type FreedNow = {
  readonly freedAt: Date;
  readonly visitStartsAt: Date;
  readonly zone: ZoneId;
  readonly someoneWaits: boolean;
  /** In `[0, 1)`: who gives a seat back must not know when it is on sale again. */
  readonly random: number;
};

/** As if nobody waited. */
const saleOf = (
  { freedAt, visitStartsAt, zone, random }: Omit<FreedNow, 'someoneWaits'>,
  { randomBeyondMinutes, shortestMinutes, longestMinutes, hours }: AppointmentPolicy['returnPath'],
  calendar: Calendar,
): Date => {
  if (minutesBetween(freedAt, visitStartsAt) <= randomBeyondMinutes) return freedAt;
  const wait = shortestMinutes + Math.floor(random * (longestMinutes - shortestMinutes + 1));
  const at = minutesAfter(freedAt, wait);
  const { date, minuteOfDay } = calendar.wallTime(at, zone);
  if (hours.fromMinute <= minuteOfDay && minuteOfDay < hours.toMinute) return at;
  const morning = minuteOfDay < hours.fromMinute ? date : dateAfter(date, 1);
  return minutesAfter(calendar.instantOf(morning, hours.fromMinute, zone), wait);
};

/**
 * The return path of 6.8: the waitlist first; a visit within 24 hours at once; else after a random 10 to 120 minutes. When
 * that is at night, as long after the next morning's beginning, so that morning tells nobody more than noon.
 */
export const returnPathOf = (
  { freedAt, visitStartsAt, zone, someoneWaits, random }: FreedNow,
  { returnPath }: AppointmentPolicy,
  calendar: Calendar,
): ReturnPath => {
  const at = saleOf({ freedAt, visitStartsAt, zone, random }, returnPath, calendar);
  return someoneWaits ? { to: 'waitlist', elseAt: at } : { to: 'sale', at };
};
