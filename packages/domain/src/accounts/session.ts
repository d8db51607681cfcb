import type { AuthLevel } from '../shared/actor.js';
import { earliest, MINUTE_MS, minutesAfter } from '../shared/clock.js';
import type { AccountId, SessionId } from '../shared/ids.js';

export const sessionKinds = ['family', 'escort', 'staff'] as const;

/** In which app somebody is signed in. Roles of staff count in `staff` only. */
export type SessionKind = (typeof sessionKinds)[number];

export const sessionEnds = [
  'signed-out',
  'revoked',
  'banned',
  'password-changed',
  'phone-changed',
  'factor-changed',
  'erased',
] as const;

/** Why a session ended before its time. */
export type SessionEnd = (typeof sessionEnds)[number];

/** One signed-in device. The token itself is nowhere; only its hash is kept (AU7). */
export type Session = {
  readonly id: SessionId;
  readonly accountId: AccountId;
  readonly tokenHash: string;
  readonly kind: SessionKind;
  readonly authLevel: AuthLevel;
  /** What the device calls itself, such as `Chrome · Windows`. */
  readonly device: string;
  readonly startedAt: Date;
  /** To the minute. */
  readonly lastSeenAt: Date;
  readonly idleUntil: Date;
  readonly endsAt: Date;
  readonly steppedUpAt?: Date;
  readonly ended?: { readonly at: Date; readonly why: SessionEnd };
};

const DAY_MINUTES = 24 * 60;

/** How long a session lasts unused, and at most. */
const lifetimes: Record<SessionKind, { readonly idleMinutes: number; readonly longestMinutes: number }> = {
  family: { idleMinutes: 30 * DAY_MINUTES, longestMinutes: 180 * DAY_MINUTES },
  escort: { idleMinutes: 14 * DAY_MINUTES, longestMinutes: 90 * DAY_MINUTES },
  staff: { idleMinutes: 30, longestMinutes: 12 * 60 },
};

export const newSession = (
  given: Pick<Session, 'id' | 'accountId' | 'tokenHash' | 'kind' | 'authLevel' | 'device' | 'steppedUpAt'>,
  now: Date,
): Session => ({
  ...given,
  startedAt: now,
  lastSeenAt: now,
  idleUntil: minutesAfter(now, lifetimes[given.kind].idleMinutes),
  endsAt: minutesAfter(now, lifetimes[given.kind].longestMinutes),
});

export const isLiveSession = (session: Session, now: Date): boolean =>
  session.ended === undefined && now < session.idleUntil && now < session.endsAt;

/** The new times of a session that is used, or undefined while those of the last minute will do. */
export const seenAgain = (
  session: Session,
  now: Date,
): Pick<Session, 'lastSeenAt' | 'idleUntil'> | undefined =>
  now.getTime() - session.lastSeenAt.getTime() < MINUTE_MS
    ? undefined
    : {
        lastSeenAt: now,
        idleUntil: earliest(minutesAfter(now, lifetimes[session.kind].idleMinutes), session.endsAt),
      };
