import { DAY_MS, earliest, minutesAfter } from '../shared/clock.js';
import { err, ok, type Result } from '../shared/result.js';
import { lengthMs, type TimeRange } from '../shared/time-range.js';
import type { EscortService } from './offering.js';

export type TooLong = { readonly type: 'TooLong'; readonly longestDays: number };

/** How many days of 24 h one order may span; longer care is booked again. */
const LONGEST_DAYS = 14;

/**
 * Cuts a visit into back-to-back shifts no longer than `service.shiftMinutes`, of which the last may be shorter (B14);
 * refuses more than `longestDays`. Throws for a service whose shifts have no length.
 */
export const shiftsOf = (
  service: EscortService,
  during: TimeRange,
): Result<readonly TimeRange[], TooLong> => {
  if (!(service.shiftMinutes > 0)) throw new RangeError(`${service.code} has shifts of no length`);
  if (lengthMs(during) > LONGEST_DAYS * DAY_MS) return err({ type: 'TooLong', longestDays: LONGEST_DAYS });
  const shifts: TimeRange[] = [];
  let { startsAt } = during;
  while (startsAt < during.endsAt) {
    const endsAt = earliest(minutesAfter(startsAt, service.shiftMinutes), during.endsAt);
    shifts.push({ startsAt, endsAt });
    startsAt = endsAt;
  }
  return ok(shifts);
};
