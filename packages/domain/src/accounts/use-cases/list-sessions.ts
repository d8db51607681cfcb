import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import type { Session } from '../session.js';
import type { AccountDeps } from './deps.js';

export type SessionSeen = Pick<
  Session,
  'id' | 'kind' | 'authLevel' | 'device' | 'startedAt' | 'lastSeenAt'
> & {
  readonly isCurrent: boolean;
};

/** Where somebody is signed in, the device used last first. */
export const makeListSessions =
  ({ unitOfWork, clock }: AccountDeps) =>
  (actor: Person): Promise<Result<readonly SessionSeen[], never>> =>
    unitOfWork.run<readonly SessionSeen[], never>(async ({ sessions }) => {
      const live = await sessions.ofAccount(actor.accountId, clock.now());
      return ok(
        live.map(({ id, kind, authLevel, device, startedAt, lastSeenAt }) => ({
          id,
          kind,
          authLevel,
          device,
          startedAt,
          lastSeenAt,
          isCurrent: id === actor.sessionId,
        })),
      );
    });
