import { type Calendar, dateAfter, type LocalDate, type ZoneId } from '../shared/calendar.js';
import { minutesAfter } from '../shared/clock.js';
import { ok, type Result } from '../shared/result.js';
import { exactInstant, type InexactWallTime } from './wall-clock.js';

/** Code of a membership level; the levels are data. */
export type MemberLevel = string;

/**
 * When seats go on sale 放号 (C35): as soon as the session is published, or so many days before it at a time of the
 * clinic's clocks. `early` lets members of a level book before; it is empty unless a schedule says otherwise.
 */
export type ReleasePolicy =
  | { readonly kind: 'at-publication' }
  | {
      readonly kind: 'days-before';
      readonly days: number;
      readonly minuteOfDay: number;
      readonly early: readonly { readonly level: MemberLevel; readonly minutesBefore: number }[];
    };

export type EarlyRelease = { readonly level: MemberLevel; readonly at: Date };

/** Without `at` the seats are released by publishing the session. */
export type ReleaseTimes = { readonly at?: Date; readonly early: readonly EarlyRelease[] };

/** The instants at which the seats of a session on `date` are released. */
export const releaseTimesOf = (
  policy: ReleasePolicy,
  date: LocalDate,
  zone: ZoneId,
  calendar: Calendar,
): Result<ReleaseTimes, InexactWallTime> => {
  if (policy.kind === 'at-publication') return ok({ early: [] });
  const at = exactInstant(calendar, dateAfter(date, -policy.days), policy.minuteOfDay, zone);
  if (!at.ok) return at;
  const early = policy.early.map(({ level, minutesBefore }) => ({
    level,
    at: minutesAfter(at.value, -minutesBefore),
  }));
  return ok({ at: at.value, early });
};
