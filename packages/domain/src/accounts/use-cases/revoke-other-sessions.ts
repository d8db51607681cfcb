import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import type { AccountDeps, Origin } from './deps.js';
import { byOwner, recordDone } from './record-refusal.js';

export type RevokedSessions = { readonly ended: number };

/** Signs every other device of the person out. */
export const makeRevokeOtherSessions =
  (deps: AccountDeps) =>
  (actor: Person, origin: Origin): Promise<Result<RevokedSessions, never>> =>
    deps.unitOfWork.run<RevokedSessions, never>(async (stores) => {
      const now = deps.clock.now();
      const ended = await stores.sessions.endAll(actor.accountId, 'revoked', now, actor.sessionId);
      await recordDone(stores, byOwner('session.revoke-others', actor, origin), now, { ended });
      return ok({ ended });
    });
