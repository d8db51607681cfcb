import { type Calendar, localDaysOf, type ZoneId } from '../shared/calendar.js';
import { type BasisPoints, fen, type Money } from '../shared/money.js';
import { type NightHours, nightsOf } from '../shared/night.js';
import { lengthMs, millisecondsWithin, type TimeRange } from '../shared/time-range.js';

/** Which part of a visit something covers, in milliseconds, so that no share is ever rounded before the money is. */
export type Part = { readonly coveredMs: number; readonly wholeMs: number };

const partOf = (during: TimeRange, windows: readonly TimeRange[]): Part => ({
  coveredMs: windows.reduce((sum, window) => sum + millisecondsWithin(during, window), 0),
  wholeMs: lengthMs(during),
});

/** The part of a visit that lies in night hours of its place. */
export const nightPart = (calendar: Calendar, during: TimeRange, zone: ZoneId, night: NightHours): Part =>
  partOf(during, nightsOf(calendar, during, zone, night));

/** The part of a visit that lies on statutory holidays of its place. */
export const holidayPart = (calendar: Calendar, during: TimeRange, zone: ZoneId): Part =>
  partOf(
    during,
    localDaysOf(calendar, during, zone)
      .filter(({ date }) => calendar.isHoliday(date))
      .map((day) => day.during),
  );

/** `base` × `rate` × part, rounded down once to whole fen. */
export const surchargeOf = (base: Money, rate: BasisPoints, part: Part): Money =>
  fen(Number((BigInt(base) * BigInt(rate) * BigInt(part.coveredMs)) / (10_000n * BigInt(part.wholeMs))));
