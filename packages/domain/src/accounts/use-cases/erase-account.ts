import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { done, err, type Result } from '../../shared/result.js';
import type { EraseBlocked, EraseBlocker } from '../erasure.js';
import { isLiveGrant } from '../staff-grant.js';
import type { AccountStores } from '../stores.js';
import { authorizeStanding } from './authorize-staff.js';
import type { AccountDeps, Origin } from './deps.js';
import { byOwner, recordDone, recordRefusal } from './record-refusal.js';

type Refused = Denied | EraseBlocked;

const blockersOf = async (
  { erasure, staffGrants }: AccountStores,
  { accountId }: Person,
  now: Date,
): Promise<readonly EraseBlocker[]> => {
  const blockers = await erasure.blockers(accountId, now);
  const roles = await staffGrants.ofAccount(accountId);
  return roles.some((grant) => isLiveGrant(grant, now)) ? [...blockers, 'staff-role'] : blockers;
};

/**
 * Erases the caller for good (PIPL 47, PR6): sessions end, credentials go, the keys of the account and of the patients that
 * were theirs alone are destroyed. Orders, ledger and audit stay; who they were about can be read no more.
 */
export const makeEraseAccount =
  (deps: AccountDeps) =>
  (actor: Person, origin: Origin): Promise<Result<void, Refused>> => {
    const audited = byOwner('account.erase', actor, origin);
    return recordRefusal(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding('account.erase', actor, now);
      if (!by.ok) return by;
      return deps.unitOfWork.run<void, EraseBlocked>(async (stores) => {
        const { accountId } = actor;
        const blockers = await blockersOf(stores, actor, now);
        if (blockers.length > 0) return err({ type: 'EraseBlocked', by: blockers });
        await stores.sessions.endAll(accountId, 'erased', now);
        const { patients } = await stores.erasure.erase(accountId, now);
        await recordDone(stores, audited, now, { patients });
        return done;
      });
    });
  };
