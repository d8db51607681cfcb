import type { Person } from '../../shared/actor.js';
import { done, type Result } from '../../shared/result.js';
import type { AccountDeps, Origin } from './deps.js';
import { byOwner, recordDone } from './record-refusal.js';

/** Ends the session that asks; its token is worth nothing from then on. */
export const makeSignOut =
  (deps: AccountDeps) =>
  (actor: Person, origin: Origin): Promise<Result<void, never>> =>
    deps.unitOfWork.run<void, never>(async (stores) => {
      const { accountId, sessionId } = actor;
      const at = deps.clock.now();
      if (sessionId && (await stores.sessions.end(accountId, sessionId, { at, why: 'signed-out' })))
        await recordDone(stores, byOwner('session.sign-out', actor, origin), at);
      return done;
    });
