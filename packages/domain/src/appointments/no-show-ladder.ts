import { DAY_MS } from '../shared/clock.js';
import { done, err, type Result } from '../shared/result.js';
import type { AppointmentPolicy } from './appointment-policy.js';

export type BookingLocked = { readonly type: 'BookingLocked'; readonly until: Date };

/** The same day so many months later; the last day of a month that has no such day. */
const monthsAfter = (instant: Date, months: number): Date => {
  const later = new Date(instant);
  later.setUTCMonth(later.getUTCMonth() + months);
  if (later.getUTCDate() !== instant.getUTCDate()) later.setUTCDate(0);
  return later;
};

/**
 * H11: until when a real person may not book. The third no-show within twelve months locks for 180 days; no-shows that
 * were voided (H12) or won on appeal are not among `noShowsAt`.
 */
export const lockedUntil = (noShowsAt: readonly Date[], { noShow }: AppointmentPolicy): Date | undefined => {
  const sorted = noShowsAt.toSorted((left, right) => left.getTime() - right.getTime());
  const last = sorted.findLast((at, index) => {
    const first = sorted[index - noShow.lockAfter + 1];
    return first !== undefined && at < monthsAfter(first, noShow.withinMonths);
  });
  return last && new Date(last.getTime() + noShow.lockDays * DAY_MS);
};

/** H1: refuses whoever is locked now. */
export const checkNotLocked = (
  noShowsAt: readonly Date[],
  policy: AppointmentPolicy,
  now: Date,
): Result<void, BookingLocked> => {
  const until = lockedUntil(noShowsAt, policy);
  return until && now < until ? err({ type: 'BookingLocked', until }) : done;
};
