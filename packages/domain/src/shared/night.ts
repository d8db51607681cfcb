import { type Calendar, dateAfter, localDaysOf, type ZoneId } from './calendar.js';
import { overlaps, type TimeRange } from './time-range.js';

/** Night hours on the wall, in minutes from local midnight; from 22:00 to 06:00 passes midnight. */
export type NightHours = { readonly fromMinuteOfDay: number; readonly toMinuteOfDay: number };

/**
 * The nights that touch `range`, as instants, earliest first. The edges are found on the wall, so a night in which the
 * clocks change is an hour longer or shorter. Equal edges mean that there is no night.
 */
export const nightsOf = (
  calendar: Calendar,
  range: TimeRange,
  zone: ZoneId,
  night: NightHours,
): readonly TimeRange[] => {
  const { fromMinuteOfDay: from, toMinuteOfDay: to } = night;
  if (from === to) return [];
  const dates = localDaysOf(calendar, range, zone).map(({ date }) => date);
  const [first] = dates;
  if (first === undefined) return [];
  return [dateAfter(first, -1), ...dates]
    .map((date) => ({
      startsAt: calendar.instantOf(date, from, zone),
      endsAt: calendar.instantOf(to < from ? dateAfter(date, 1) : date, to, zone),
    }))
    .filter((window) => overlaps(window, range));
};
