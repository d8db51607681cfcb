import type { Calendar } from '@banzhen/domain/shared/calendar';
import { isChineseHoliday } from './chinese-holidays.js';
import { temporalZone, type Zone } from './temporal-zone.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/**
 * The calendar of the product: wall clocks by Temporal and the IANA rules, holidays of mainland China. Throws
 * `RangeError` for an unknown zone, an invalid date or a fraction of a minute. Lookups are kept per zone, so that asking
 * for the same zone again costs about a microsecond.
 */
export const temporalCalendar = (): Calendar => {
  const zones = new Map<string, Zone>();
  const zoneOf = (id: string): Zone => {
    const known = zones.get(id);
    if (known) return known;
    const zone = temporalZone(id);
    zones.set(id, zone);
    return zone;
  };
  return {
    wallTime: (instant, zone) => {
      const wall = instant.getTime() + zoneOf(zone).offsetMs(instant.getTime());
      const day = Math.floor(wall / DAY_MS);
      return {
        date: new Date(wall).toISOString().slice(0, 10),
        minuteOfDay: Math.floor((wall - day * DAY_MS) / MINUTE_MS),
        weekday: weekdayOf(day),
      };
    },
    instantOf: (date, minuteOfDay, zone) => new Date(zoneOf(zone).epochMsOf(date, minuteOfDay)),
    isHoliday: isChineseHoliday,
    isZone: (id) => {
      try {
        zoneOf(id).offsetMs(0);
        return true;
      } catch (problem) {
        if (problem instanceof RangeError) return false;
        throw problem;
      }
    },
  };
};
