import { minutesAfter, minutesBetween } from './clock.js';
import { err, ok, type Result } from './result.js';

/** Half-open `[startsAt, endsAt)` between two instants, so that back-to-back visits do not overlap (E1). */
export type TimeRange = { readonly startsAt: Date; readonly endsAt: Date };

export type EmptyTimeRange = { readonly type: 'EmptyTimeRange' };

/** Refuses ranges that are empty, reversed, or made of invalid dates. */
export const timeRange = (startsAt: Date, endsAt: Date): Result<TimeRange, EmptyTimeRange> =>
  startsAt < endsAt ? ok({ startsAt, endsAt }) : err({ type: 'EmptyTimeRange' });

export const overlaps = (left: TimeRange, right: TimeRange): boolean =>
  left.startsAt.getTime() < right.endsAt.getTime() && right.startsAt.getTime() < left.endsAt.getTime();

export const covers = (outer: TimeRange, inner: TimeRange): boolean =>
  outer.startsAt <= inner.startsAt && inner.endsAt <= outer.endsAt;

export const minutesOf = (range: TimeRange): number => minutesBetween(range.startsAt, range.endsAt);

/** The range with `before` and `after` minutes added, as a visit with its travel and buffer. */
export const widen = (range: TimeRange, before: number, after: number): TimeRange => ({
  startsAt: minutesAfter(range.startsAt, -before),
  endsAt: minutesAfter(range.endsAt, after),
});

export const lengthMs = (range: TimeRange): number => range.endsAt.getTime() - range.startsAt.getTime();

/** How many milliseconds of `range` lie inside `window`. */
export const millisecondsWithin = (range: TimeRange, window: TimeRange): number => {
  const startsAt = Math.max(range.startsAt.getTime(), window.startsAt.getTime());
  const endsAt = Math.min(range.endsAt.getTime(), window.endsAt.getTime());
  return Math.max(0, endsAt - startsAt);
};

export const sameRange = (left: TimeRange, right: TimeRange): boolean =>
  left.startsAt.getTime() === right.startsAt.getTime() && left.endsAt.getTime() === right.endsAt.getTime();
