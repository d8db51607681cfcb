import type { Act } from '../shared/act.js';
import { earliest } from '../shared/clock.js';
import type { ClinicSessionId } from '../shared/ids.js';
import { allowed } from '../shared/machine.js';
import { err, ok, type Result } from '../shared/result.js';
import { type ClinicSession, commonOfSession, type PlannedSession, soldOf } from './clinic-session.js';
import { type SessionOutcome, sessionMoved } from './session-event.js';
import { type SessionCommand, type SessionMoveRefused, sessionTable } from './session-table.js';

export type SessionBegun = { readonly type: 'SessionBegun'; readonly startsAt: Date };
export type ClinicSessionOver = { readonly type: 'ClinicSessionOver'; readonly endsAt: Date };
export type SessionNotOver = { readonly type: 'SessionNotOver'; readonly endsAt: Date };
export type ReleaseInPast = { readonly type: 'ReleaseInPast'; readonly releaseAt: Date };
export type ReleaseAfterStart = { readonly type: 'ReleaseAfterStart'; readonly releaseAt: Date };
export type NotYetReleased = { readonly type: 'NotYetReleased'; readonly releaseAt: Date };
/** A capacity that is no whole number, or less than what is sold of the session. */
export type CapacityBelowSold = { readonly type: 'CapacityBelowSold'; readonly sold: number };
/** The seats follow from their times; such a session is replaced by another one. */
export type SeatsHaveTimes = { readonly type: 'SeatsHaveTimes' };

const permit = (session: ClinicSession, command: SessionCommand, act: Act) =>
  allowed(sessionTable, session.status, command, act);

/** A planned session as a draft, which occupies nobody and sells nothing (6.8). */
export const draftSession = (
  id: ClinicSessionId,
  plan: PlannedSession,
  act: Act,
): Result<SessionOutcome, SessionMoveRefused> => {
  const row = sessionTable.find(({ command }) => command === 'draft');
  if (!row) throw new Error('the machine of sessions has no beginning');
  if (!row.who.includes(act.by.as)) return err({ type: 'NotForThisRole', command: 'draft', as: act.by.as });
  const session = { ...plan, id, remaining: plan.capacity, version: 1, status: 'DRAFT' } as const;
  return ok(sessionMoved(null, row, session, act, 'ClinicSessionDrafted'));
};

/** 6.8: patients may see it. A release that was due already is refused rather than done at an hour nobody was told. */
export const publishSession = (
  session: ClinicSession,
  act: Act,
): Result<SessionOutcome, SessionMoveRefused | SessionBegun | ReleaseInPast | ReleaseAfterStart> => {
  const row = permit(session, 'publish', act);
  if (!row.ok) return row;
  const { startsAt } = session.during;
  if (act.now >= startsAt) return err({ type: 'SessionBegun', startsAt });
  const releaseAt = session.release.at ?? act.now;
  if (releaseAt >= startsAt) return err({ type: 'ReleaseAfterStart', releaseAt });
  const firstAt = session.release.early.reduce((first, { at }) => earliest(at, first), releaseAt);
  if (firstAt < act.now) return err({ type: 'ReleaseInPast', releaseAt: firstAt });
  const common = commonOfSession(session);
  const release = { ...common.release, at: releaseAt };
  const next = { ...common, release, version: common.version + 1, status: 'PUBLISHED' } as const;
  return ok(
    sessionMoved(session.status, row.value, { ...next, publishedAt: act.now }, act, 'ClinicSessionPublished'),
  );
};

/**
 * 6.8 放号: the seats go on sale. Releasing what is released already changes nothing and tells nobody, so a timer may come
 * twice (C35, JB6).
 */
export const releaseSession = (
  session: ClinicSession,
  act: Act,
): Result<SessionOutcome, SessionMoveRefused | NotYetReleased> => {
  if (session.status === 'RELEASED') return ok({ session, events: [] });
  const row = permit(session, 'release', act);
  if (!row.ok) return row;
  if (session.status !== 'PUBLISHED') throw new Error('only a published session is released');
  const releaseAt = session.release.at;
  if (releaseAt && act.now < releaseAt) return err({ type: 'NotYetReleased', releaseAt });
  const { publishedAt } = session;
  const common = { ...commonOfSession(session), version: session.version + 1 };
  const next = { ...common, status: 'RELEASED', publishedAt, releasedAt: act.now } as const;
  return ok(sessionMoved(session.status, row.value, next, act, 'ClinicSessionReleased'));
};

/** 6.8 停诊: nothing more is sold; what becomes of the appointments is each one's own transition (H8). */
export const suspendSession = (
  session: ClinicSession,
  act: Act,
): Result<SessionOutcome, SessionMoveRefused> => {
  const row = permit(session, 'suspend', act);
  if (!row.ok) return row;
  if (session.status !== 'RELEASED') throw new Error('only a released session is suspended');
  const { publishedAt, releasedAt } = session;
  const common = { ...commonOfSession(session), version: session.version + 1 };
  const next = { ...common, status: 'SUSPENDED', publishedAt, releasedAt, suspendedAt: act.now } as const;
  return ok(sessionMoved(session.status, row.value, next, act, 'ClinicSessionSuspended'));
};

/** 6.8: it takes place after all, with the seats that are left. */
export const resumeSession = (
  session: ClinicSession,
  act: Act,
): Result<SessionOutcome, SessionMoveRefused | ClinicSessionOver> => {
  const row = permit(session, 'resume', act);
  if (!row.ok) return row;
  if (session.status !== 'SUSPENDED') throw new Error('only a suspended session is resumed');
  const { publishedAt, releasedAt, during } = session;
  if (act.now >= during.endsAt) return err({ type: 'ClinicSessionOver', endsAt: during.endsAt });
  const common = { ...commonOfSession(session), version: session.version + 1 };
  const next = { ...common, status: 'RELEASED', publishedAt, releasedAt } as const;
  return ok(sessionMoved(session.status, row.value, next, act, 'ClinicSessionResumed'));
};

/** 6.8: the session is history; by the system only once it is over. */
export const closeSession = (
  session: ClinicSession,
  act: Act,
): Result<SessionOutcome, SessionMoveRefused | SessionNotOver> => {
  const row = permit(session, 'close', act);
  if (!row.ok) return row;
  if (session.status !== 'RELEASED' && session.status !== 'SUSPENDED')
    throw new Error('only what was released is closed');
  const { publishedAt, releasedAt, during } = session;
  if (act.by.as === 'SYS' && act.now < during.endsAt)
    return err({ type: 'SessionNotOver', endsAt: during.endsAt });
  const common = { ...commonOfSession(session), version: session.version + 1 };
  const next = { ...common, status: 'CLOSED', publishedAt, releasedAt, closedAt: act.now } as const;
  return ok(sessionMoved(session.status, row.value, next, act, 'ClinicSessionClosed'));
};

/** More seats (加号) or fewer, never fewer than are sold; the store refuses it once more against what was sold meanwhile. */
export const changeCapacity = (
  session: ClinicSession,
  capacity: number,
  act: Act,
): Result<SessionOutcome, SessionMoveRefused | CapacityBelowSold | SeatsHaveTimes> => {
  const row = permit(session, 'change_capacity', act);
  if (!row.ok) return row;
  if (session.seats.by === 'time') return err({ type: 'SeatsHaveTimes' });
  const sold = soldOf(session);
  if (!Number.isSafeInteger(capacity) || capacity < 1 || capacity < sold)
    return err({ type: 'CapacityBelowSold', sold });
  const seats = { by: 'session', capacity } as const;
  const next = { ...session, seats, capacity, remaining: capacity - sold, version: session.version + 1 };
  return ok(sessionMoved(session.status, row.value, next, act, 'ClinicSessionCapacityChanged'));
};
