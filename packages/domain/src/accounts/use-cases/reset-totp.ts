import type { Denied, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { AccountId } from '../../shared/ids.js';
import { done, type Result } from '../../shared/result.js';
import { authorizeStanding, findInTenant } from './authorize-staff.js';
import type { AccountDeps, Origin } from './deps.js';
import { byPerson, recordDone, recordRefusal } from './record-refusal.js';

/** Forgets the lost authenticator app of a colleague and ends their sessions: they enrol a new one with their phone. */
export const makeResetTotp =
  (deps: AccountDeps) =>
  (
    actor: Person,
    origin: Origin,
    { accountId }: { readonly accountId: AccountId },
  ): Promise<Result<void, Denied>> => {
    const audited = byPerson('totp.reset', actor, origin, { kind: 'account', id: accountId });
    return recordRefusal(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding('totp.reset', actor, now);
      if (!by.ok) return by;
      return deps.unitOfWork.run<void, NotFound>(async (stores) => {
        const found = await findInTenant(stores, actor, accountId);
        if (!found.ok) return found;
        await stores.credentials.removeTotp(accountId);
        await stores.sessions.endAll(accountId, 'factor-changed', now);
        await recordDone(stores, { ...audited, actor: by.value }, now);
        return done;
      });
    });
  };
