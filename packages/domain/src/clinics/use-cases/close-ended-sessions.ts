import { closeSession, type SessionMoveRefused, type SessionNotOver } from '../../schedules/index.js';
import { ok } from '../../shared/result.js';
import type { ScheduleDeps } from '../deps.js';
import { type MovedSessions, moveDueSessions } from '../move-due-sessions.js';

/**
 * 6.8: closes at most `limit` sessions that took place and are over, the longest over first (C35). What was stopped stays
 * suspended, for that is what became of it; appointments stay what they are, and the desk goes on with them.
 */
export const makeCloseEndedSessions =
  (deps: Pick<ScheduleDeps, 'platformUnitOfWork' | 'clock'>) =>
  (limit: number): Promise<MovedSessions<SessionMoveRefused | SessionNotOver>> =>
    moveDueSessions(
      deps,
      {
        operation: 'clinic-session.close',
        find: (sessions, now, most) => sessions.dueForClosing(now, most),
        rule: (session, act) =>
          session.status === 'RELEASED' ? closeSession(session, act) : ok({ session, events: [] }),
      },
      limit,
    );
