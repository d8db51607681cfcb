import type { Calendar, LocalDate } from '../shared/calendar.js';
import { DAY_MS, MINUTE_MS } from '../shared/clock.js';

/**
 * A calendar whose clocks never change: every zone is `offsetMinutes` ahead of UTC. For rules that need a wall clock but
 * no change of clocks; the real one is `@banzhen/calendar`.
 */
export const fixedOffsetCalendar = (options: {
  readonly offsetMinutes: number;
  readonly holidays?: readonly LocalDate[];
}): Calendar => {
  const offsetMs = options.offsetMinutes * MINUTE_MS;
  const holidays = new Set(options.holidays ?? []);
  return {
    wallTime: (instant) => {
      const wall = instant.getTime() + offsetMs;
      const day = Math.floor(wall / DAY_MS);
      return {
        date: new Date(wall).toISOString().slice(0, 10),
        minuteOfDay: Math.floor((wall - day * DAY_MS) / MINUTE_MS),
        weekday: ((((day + 3) % 7) + 7) % 7) + 1,
      };
    },
    instantOf: (date, minuteOfDay) => {
      const midnight = Date.parse(`${date}T00:00:00Z`);
      if (Number.isNaN(midnight)) throw new RangeError(`not a date: ${date}`);
      return new Date(midnight + minuteOfDay * MINUTE_MS - offsetMs);
    },
    isHoliday: (date) => holidays.has(date),
    isZone: (zone) => /^[A-Z]\w+\/\w+$/.test(zone),
  };
};
