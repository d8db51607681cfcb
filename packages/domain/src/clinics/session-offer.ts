import {
  type BookingClosed,
  checkBookingTime,
  checkOpen,
  type MemberLevel,
  type OfferedSession,
  type OutsideBookingHours,
  type SessionNotOpen,
  type TooFarAhead,
} from '../schedules/index.js';
import type { Calendar } from '../shared/calendar.js';
import type { Result } from '../shared/result.js';
import type { ClinicPolicy } from './clinic-policy.js';

export type NotOnOffer = SessionNotOpen | BookingClosed | TooFarAhead | OutsideBookingHours;

/** Whether a session is sold at `now` to members of `level`, whatever seats are left: what booking asks. */
export const checkOnOffer = (
  session: OfferedSession,
  policy: Pick<ClinicPolicy, 'bookingTimes'>,
  now: Date,
  calendar: Calendar,
  level?: MemberLevel,
): Result<void, NotOnOffer> => {
  const isOpen = checkOpen(session, now, level);
  return isOpen.ok ? checkBookingTime(session, policy.bookingTimes, now, calendar) : isOpen;
};

/** What a session has to offer at `now`: the same answer that booking would give to somebody whom nothing else stands against. */
export type SessionOffer =
  | { readonly kind: 'open'; readonly remaining: number }
  | { readonly kind: 'full' }
  | { readonly kind: 'not-open'; readonly because: NotOnOffer };

export const offerOf = (
  session: OfferedSession,
  policy: Pick<ClinicPolicy, 'bookingTimes'>,
  now: Date,
  calendar: Calendar,
  level?: MemberLevel,
): SessionOffer => {
  const onOffer = checkOnOffer(session, policy, now, calendar, level);
  if (!onOffer.ok) return { kind: 'not-open', because: onOffer.error };
  return session.remaining === 0 ? { kind: 'full' } : { kind: 'open', remaining: session.remaining };
};
