import { DAY_MS, minutesAfter } from '../shared/clock.js';
import type { AccountId, CalendarLinkId, DoctorId, EscortId, TenantId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';

export const calendarPolicy = {
  /** The longest life of a link, in whole days. */
  mostDays: 365,
  /** Links of one owner that are listed, the newest. */
  mostListed: 20,
  /** How far back and ahead of now entries are told, in days. */
  daysBack: 31,
  daysAhead: 184,
  /** How often it is noted that a link was used, in minutes: calendar programs ask four times an hour. */
  noteMinutes: 60,
} as const;

/** Whose calendar it is. */
export type CalendarOwner =
  | { readonly kind: 'escort'; readonly escortId: EscortId }
  | { readonly kind: 'doctor'; readonly doctorId: DoctorId };

/** Under which the calendar of an escort or a doctor can be subscribed to (issue 5, N7). Its token is told once; kept is the SHA-256 of it in hex. */
export type CalendarLink = {
  readonly id: CalendarLinkId;
  readonly tenantId: TenantId;
  readonly owner: CalendarOwner;
  readonly hash: string;
  readonly createdAt: Date;
  readonly createdBy: AccountId;
  readonly expiresAt: Date;
  readonly revokedAt?: Date;
  /** When its calendar was read, to `noteMinutes`; never, as far as is known. */
  readonly lastReadAt?: Date;
};

/** A link lives 1 to `mostDays` whole days. */
export type CalendarLifeUnfit = { readonly type: 'CalendarLifeUnfit'; readonly mostDays: number };

/** Why a link counts no more at `now`; the instant of its end is the first at which it does not. */
export const endOfLink = (
  { revokedAt, expiresAt }: Pick<CalendarLink, 'revokedAt' | 'expiresAt'>,
  now: Date,
): 'expired' | 'revoked' | undefined => {
  if (revokedAt !== undefined && revokedAt <= now) return 'revoked';
  return expiresAt <= now ? 'expired' : undefined;
};

/** Whether it is worth a note that a link is used at `now`. */
export const isReadAnew = ({ lastReadAt }: Pick<CalendarLink, 'lastReadAt'>, now: Date): boolean =>
  lastReadAt === undefined || minutesAfter(lastReadAt, calendarPolicy.noteMinutes) <= now;

/** When a link ends that lives `days` whole days from `now`. */
export const linkEnd = (days: number, now: Date): Result<Date, CalendarLifeUnfit> => {
  const isFit = Number.isInteger(days) && days >= 1 && days <= calendarPolicy.mostDays;
  return isFit
    ? ok(new Date(now.getTime() + days * DAY_MS))
    : err({ type: 'CalendarLifeUnfit', mostDays: calendarPolicy.mostDays });
};

const FORM = /^cal_[0-9A-Za-z]{43}$/;

/** The token of a link: 43 random base62 characters behind a word by which scanners of leaked secrets know it. */
export const calendarToken = (secret: string): string => {
  const token = `cal_${secret}`;
  if (!FORM.test(token)) throw new TypeError('the secret of a calendar is 43 base62 characters');
  return token;
};

export const isCalendarToken = (text: string): boolean => FORM.test(text);

/**
 * What a calendar tells of one stretch of work: when, at which hospital, and the number of the order. No names and nothing of
 * anybody's health. `uid` stays when it is moved, `sequence` grows with every change of it.
 */
export type CalendarEntry = {
  readonly uid: string;
  readonly sequence: number;
  readonly kind: 'visit' | 'care' | 'session';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly hospitalName: string;
  /** Of an escort's shift. */
  readonly orderNo?: string;
  readonly isCancelled: boolean;
  /** When it became what it is. */
  readonly changedAt: Date;
};
