import type { NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { SessionId } from '../../shared/ids.js';
import { done, err, type Result } from '../../shared/result.js';
import type { AccountDeps, Origin } from './deps.js';
import { byOwner, recordDone, recordRefusal } from './record-refusal.js';

/** Signs one of one's own devices out; its next request is refused (AU9). */
export const makeRevokeSession =
  (deps: AccountDeps) =>
  (
    actor: Person,
    origin: Origin,
    { sessionId }: { readonly sessionId: SessionId },
  ): Promise<Result<void, NotFound>> => {
    const audited = byOwner('session.revoke', actor, origin);
    return recordRefusal(deps, audited, () =>
      deps.unitOfWork.run<void, NotFound>(async (stores) => {
        const at = deps.clock.now();
        if (!(await stores.sessions.end(actor.accountId, sessionId, { at, why: 'revoked' })))
          return err({ type: 'NotFound' });
        await recordDone(stores, audited, at);
        return done;
      }),
    );
  };
