import { DAY_MS } from './clock.js';
import type { TimeRange } from './time-range.js';

/** IANA zone id of a place, e.g. `Asia/Shanghai`. */
export type ZoneId = string;

/** A calendar date on the wall, `YYYY-MM-DD`. */
export type LocalDate = string;

/** What the wall shows in a zone at an instant. `minuteOfDay` counts from local midnight; `weekday` 1 = Monday. */
export type WallTime = { readonly date: LocalDate; readonly minuteOfDay: number; readonly weekday: number };

/**
 * Wall clocks of places and the public holidays of the country, as a port: the only implementation that counts is
 * made once, with Temporal.
 */
export interface Calendar {
  wallTime(instant: Date, zone: ZoneId): WallTime;
  /** The instant at which `zone` shows this date and minute. A wall time that DST skips moves forward by the gap. */
  instantOf(date: LocalDate, minuteOfDay: number, zone: ZoneId): Date;
  /** True on statutory holidays; a worked weekend (调休) is not one. */
  isHoliday(date: LocalDate): boolean;
  /** Whether the other questions can be asked about this zone. */
  isZone(zone: ZoneId): boolean;
}

/** The local calendar day that contains `instant`, as instants. */
export const localDay = (calendar: Calendar, instant: Date, zone: ZoneId): TimeRange => {
  const { date } = calendar.wallTime(instant, zone);
  return { startsAt: calendar.instantOf(date, 0, zone), endsAt: calendar.instantOf(date, 1440, zone) };
};

/** The date `days` later on the wall; negative goes back. */
export const dateAfter = (date: LocalDate, days: number): LocalDate => {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return new Date(midnight + days * DAY_MS).toISOString().slice(0, 10);
};

/** Every local date that has a part of `range`, with the whole of that day as instants. */
export const localDaysOf = (
  calendar: Calendar,
  range: TimeRange,
  zone: ZoneId,
): readonly { readonly date: LocalDate; readonly during: TimeRange }[] => {
  const days: { date: LocalDate; during: TimeRange }[] = [];
  let { date } = calendar.wallTime(range.startsAt, zone);
  let startsAt = calendar.instantOf(date, 0, zone);
  while (startsAt < range.endsAt) {
    const endsAt = calendar.instantOf(date, 1440, zone);
    days.push({ date, during: { startsAt, endsAt } });
    date = dateAfter(date, 1);
    startsAt = endsAt;
  }
  return days;
};
