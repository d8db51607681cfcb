import type { Calendar } from '../shared/calendar.js';
import { DAY_MS, minutesAfter } from '../shared/clock.js';
import { done, err, type Result } from '../shared/result.js';
import type { ClinicSession } from './clinic-session.js';
import type { MemberLevel } from './release-policy.js';

/** When seats of a clinic session may be booked (B58); numbers of a versioned policy. */
export type BookingTimeRules = {
  /** Nothing is sold from so many minutes before the start on. */
  readonly closesMinutesBefore: number;
  readonly horizonDays: number;
  /** The hours of the clinic's clocks in which people may book, `[fromMinute, toMinute)`. */
  readonly hours: { readonly fromMinute: number; readonly toMinute: number };
};

export type SessionNotOpen = { readonly type: 'SessionNotOpen'; readonly opensAt?: Date };
export type BookingClosed = { readonly type: 'BookingClosed'; readonly closedAt: Date };
export type TooFarAhead = { readonly type: 'TooFarAhead'; readonly horizonDays: number };
export type OutsideBookingHours = { readonly type: 'OutsideBookingHours' };

/** What of a session says whether it is sold now. */
export type OfferedSession = Pick<ClinicSession, 'status' | 'release' | 'during' | 'zone' | 'remaining'>;

/** From when on members of `level` may book: their own early release where the session has one (C4). */
const opensAtFor = (session: Pick<OfferedSession, 'release'>, level?: MemberLevel): Date | undefined =>
  session.release.early.find((one) => one.level === level)?.at ?? session.release.at;

/** H1: whether somebody of this level may book now. The store asks the same again when it takes the seat. */
export const checkOpen = (
  session: Pick<OfferedSession, 'status' | 'release'>,
  now: Date,
  level?: MemberLevel,
): Result<void, SessionNotOpen> => {
  if (session.status === 'RELEASED') return done;
  if (session.status !== 'PUBLISHED') return err({ type: 'SessionNotOpen' });
  const opensAt = opensAtFor(session, level);
  const isEarly = session.release.early.some((one) => one.level === level && one.at <= now);
  if (isEarly) return done;
  return err({ type: 'SessionNotOpen', ...(opensAt ? { opensAt } : {}) });
};

/** B58: the rules of time that do not depend on how many seats there are. */
export const checkBookingTime = (
  { during, zone }: Pick<ClinicSession, 'during' | 'zone'>,
  rules: BookingTimeRules,
  now: Date,
  calendar: Calendar,
): Result<void, BookingClosed | TooFarAhead | OutsideBookingHours> => {
  const closedAt = minutesAfter(during.startsAt, -rules.closesMinutesBefore);
  if (now >= closedAt) return err({ type: 'BookingClosed', closedAt });
  if (during.startsAt.getTime() - now.getTime() > rules.horizonDays * DAY_MS)
    return err({ type: 'TooFarAhead', horizonDays: rules.horizonDays });
  const { minuteOfDay } = calendar.wallTime(now, zone);
  const isInHours = rules.hours.fromMinute <= minuteOfDay && minuteOfDay < rules.hours.toMinute;
  return isInHours ? done : err({ type: 'OutsideBookingHours' });
};
