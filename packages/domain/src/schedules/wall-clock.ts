import { type Calendar, dateAfter, type LocalDate, type ZoneId } from '../shared/calendar.js';
import { DAY_MS, MINUTE_MS } from '../shared/clock.js';
import { err, ok, type Result } from '../shared/result.js';

/** The clocks of the zone jump over this time on that day. */
export type SkippedWallTime = {
  readonly type: 'SkippedWallTime';
  readonly date: LocalDate;
  readonly minuteOfDay: number;
};
/** The clocks of the zone show this time twice on that day. */
export type RepeatedWallTime = {
  readonly type: 'RepeatedWallTime';
  readonly date: LocalDate;
  readonly minuteOfDay: number;
};
export type InexactWallTime = SkippedWallTime | RepeatedWallTime;

const MINUTES_OF_DAY = 1440;

const wallMs = (date: LocalDate, minuteOfDay: number): number =>
  Date.parse(`${date}T00:00:00Z`) + minuteOfDay * MINUTE_MS;

/**
 * The one instant at which `zone` shows this date and minute (BK8). Opening hours are refused, never moved, where that
 * is no instant or two: a patient would come at another time than the clinic.
 */
export const exactInstant = (
  calendar: Calendar,
  date: LocalDate,
  minuteOfDay: number,
  zone: ZoneId,
): Result<Date, InexactWallTime> => {
  const wanted = minuteOfDay === MINUTES_OF_DAY ? wallMs(dateAfter(date, 1), 0) : wallMs(date, minuteOfDay);
  const shown = (epochMs: number): number => {
    const wall = calendar.wallTime(new Date(epochMs), zone);
    return wallMs(wall.date, wall.minuteOfDay);
  };
  const instant = calendar.instantOf(date, minuteOfDay, zone);
  const epochMs = instant.getTime();
  if (shown(epochMs) !== wanted) return err({ type: 'SkippedWallTime', date, minuteOfDay });
  const setBackMs = wanted - epochMs - (shown(epochMs + DAY_MS) - epochMs - DAY_MS);
  if (setBackMs > 0 && shown(epochMs + setBackMs) === wanted)
    return err({ type: 'RepeatedWallTime', date, minuteOfDay });
  return ok(instant);
};
