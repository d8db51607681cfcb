import { type NotYetReleased, releaseSession, type SessionMoveRefused } from '../../schedules/index.js';
import type { ScheduleDeps } from '../deps.js';
import { type MovedSessions, moveDueSessions } from '../move-due-sessions.js';

/** 6.8 放号: puts the seats of at most `limit` due sessions on sale, the longest due first (C35). */
export const makeReleaseDueSessions =
  (deps: Pick<ScheduleDeps, 'platformUnitOfWork' | 'clock'>) =>
  (limit: number): Promise<MovedSessions<SessionMoveRefused | NotYetReleased>> =>
    moveDueSessions(
      deps,
      {
        operation: 'clinic-session.release',
        find: (sessions, now, most) => sessions.dueForRelease(now, most),
        rule: releaseSession,
      },
      limit,
    );
