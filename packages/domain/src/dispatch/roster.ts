import { type Calendar, dateAfter, type ZoneId } from '../shared/calendar.js';
import type { TimeRange } from '../shared/time-range.js';
import type { RosterWindow } from './candidate.js';

/** A stretch of one local day, in minutes from its midnight; `weekday` 1 = Monday. */
export type WallStretch = {
  readonly weekday: number;
  readonly fromMinute: number;
  readonly toMinute: number;
};

const DAY = 1440;
const WEEK = 7 * DAY;

/** What the clocks of the place show during `range`, day by day. Parts of a minute count as whole ones. */
export const wallStretches = (calendar: Calendar, range: TimeRange, zone: ZoneId): readonly WallStretch[] => {
  const first = calendar.wallTime(range.startsAt, zone);
  const last = calendar.wallTime(new Date(range.endsAt.getTime() - 1), zone);
  const stretches: WallStretch[] = [];
  let { date, weekday, minuteOfDay: fromMinute } = first;
  while (date < last.date) {
    stretches.push({ weekday, fromMinute, toMinute: DAY });
    date = dateAfter(date, 1);
    weekday = (weekday % 7) + 1;
    fromMinute = 0;
  }
  stretches.push({ weekday, fromMinute, toMinute: Math.max(last.minuteOfDay, fromMinute) + 1 });
  return stretches;
};

/** The end, in minutes of the week, up to which `roster` is unbroken from `minute` on; `minute` itself when it is not. */
const unbrokenUntil = (roster: readonly RosterWindow[], minute: number): number => {
  let until = minute;
  for (const { weekday, fromMinute, toMinute } of roster) {
    const from = (weekday - 1) * DAY + fromMinute;
    const length = toMinute > fromMinute ? toMinute - fromMinute : toMinute + DAY - fromMinute;
    for (const start of [from, from - WEEK])
      if (start <= minute && start + length > until) until = start + length;
  }
  return until;
};

const isCovered = (roster: readonly RosterWindow[], stretch: WallStretch): boolean => {
  const end = (stretch.weekday - 1) * DAY + stretch.toMinute;
  let minute = (stretch.weekday - 1) * DAY + stretch.fromMinute;
  while (minute < end) {
    const until = unbrokenUntil(roster, minute);
    if (until === minute) return false;
    minute = until;
  }
  return true;
};

/**
 * Whether a weekly roster covers every stretch; an empty roster means always. A window whose end is not after its start
 * passes midnight, and windows that touch count as one.
 */
export const isRostered = (roster: readonly RosterWindow[], stretches: readonly WallStretch[]): boolean =>
  roster.length === 0 || stretches.every((stretch) => isCovered(roster, stretch));
