import { minutesBetween } from '../shared/clock.js';
import type { ClinicSession } from './clinic-session.js';

/** How a release went: it is to come, was on time, was late, or should have been and is not. */
export type Punctuality =
  | { readonly kind: 'to-come' | 'on-time' }
  | { readonly kind: 'overdue'; readonly minutes: number }
  | { readonly kind: 'late'; readonly minutes: number; readonly because: LateBecause };

/**
 * `standstill`: seats that were due at other instants were put on sale in the same minute, so that nothing had run for a while
 * and everything was caught up. `alone`: only these came late, as when a release was refused and tried again.
 */
export type LateBecause = 'standstill' | 'alone';

export type Released = { readonly dueAt: Date; readonly releasedAt?: Date };

/** A release that came within so many minutes was on time: it is looked for several times a second. */
const GRACE_MINUTES = 1;

/** When a session was to be put on sale and was; nothing for a draft, which is not to be yet. */
export const releasedOf = (session: ClinicSession): Released | undefined => {
  const { at: dueAt } = session.release;
  if (session.status === 'DRAFT' || dueAt === undefined) return undefined;
  return { dueAt, ...('releasedAt' in session ? { releasedAt: session.releasedAt } : {}) };
};

/** How one of `all` releases went by `now` (6.8, C35); minutes are whole. */
export const punctualityOf = (one: Released, all: readonly Released[], now: Date): Punctuality => {
  const { dueAt, releasedAt } = one;
  if (releasedAt === undefined) {
    const minutes = Math.floor(minutesBetween(dueAt, now));
    return minutes < GRACE_MINUTES ? { kind: 'to-come' } : { kind: 'overdue', minutes };
  }
  const minutes = Math.floor(minutesBetween(dueAt, releasedAt));
  if (minutes < GRACE_MINUTES) return { kind: 'on-time' };
  const wasCaughtUp = all.some(
    (other) =>
      other.releasedAt !== undefined &&
      other.dueAt.getTime() !== dueAt.getTime() &&
      Math.abs(minutesBetween(other.releasedAt, releasedAt)) < GRACE_MINUTES,
  );
  return { kind: 'late', minutes, because: wasCaughtUp ? 'standstill' : 'alone' };
};
