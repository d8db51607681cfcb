import { DAY_MS, MINUTE_MS } from '../shared/clock.js';
import { millisecondsWithin, overlaps, type TimeRange } from '../shared/time-range.js';

const WEEK_MS = 7 * DAY_MS;

const dutyWithin = (duties: readonly TimeRange[], window: TimeRange): number =>
  duties.reduce((sum, duty) => sum + millisecondsWithin(duty, window), 0);

/** The first of `days` in which `duties` and `shift` together exceed `minutesPerDay`. */
export const overfullDay = (
  duties: readonly TimeRange[],
  shift: TimeRange,
  days: readonly TimeRange[],
  minutesPerDay: number,
): TimeRange | undefined =>
  days.find((day) => millisecondsWithin(shift, day) + dutyWithin(duties, day) > minutesPerDay * MINUTE_MS);

type Span = { readonly from: number; readonly to: number };

const spanOf = ({ startsAt, endsAt }: TimeRange): Span => ({
  from: startsAt.getTime(),
  to: endsAt.getTime(),
});

/** Milliseconds of `spans` in the week that starts at `from`. */
const inWeekFrom = (spans: readonly Span[], from: number): number => {
  let sum = 0;
  for (const span of spans) sum += Math.max(0, Math.min(span.to, from + WEEK_MS) - Math.max(span.from, from));
  return sum;
};

/**
 * Whether some 7 × 24 hours that contain a part of `shift` hold more duty than `minutesPerWeek`. The fullest window always
 * begins where a duty begins or ends where one ends, so only those are looked at.
 */
export const hasOverfullWeek = (
  duties: readonly TimeRange[],
  shift: TimeRange,
  minutesPerWeek: number,
): boolean => {
  const limit = minutesPerWeek * MINUTE_MS;
  const own = spanOf(shift);
  const around = { from: own.from - WEEK_MS, to: own.to + WEEK_MS };
  const near = duties.map(spanOf).filter(({ from, to }) => from < around.to && around.from < to);
  const all = [...near, own];
  if (all.reduce((sum, { from, to }) => sum + to - from, 0) <= limit) return false;
  const isFull = (from: number) =>
    own.from < from + WEEK_MS && from < own.to && inWeekFrom(all, from) > limit;
  return all.some(({ from, to }) => isFull(from) || isFull(to - WEEK_MS));
};

/**
 * Whether rest is missing between `shift` and a neighbour: `restMinutes` must lie behind a duty that has a part in
 * `nights`, be it the earlier duty before the shift or the shift before a later duty.
 */
export const lacksRest = (
  duties: readonly TimeRange[],
  shift: TimeRange,
  nights: readonly TimeRange[],
  restMinutes: number,
): boolean => {
  const rest = restMinutes * MINUTE_MS;
  const isNight = (duty: TimeRange) => nights.some((night) => overlaps(duty, night));
  const shiftIsNight = isNight(shift);
  return duties.some((duty) => {
    const before = shift.startsAt.getTime() - duty.endsAt.getTime();
    if (before >= 0) return before < rest && isNight(duty);
    const after = duty.startsAt.getTime() - shift.endsAt.getTime();
    return after >= 0 && after < rest && shiftIsNight;
  });
};
