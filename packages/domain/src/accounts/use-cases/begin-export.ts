import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import type { Account } from '../account.js';
import { authorizeStanding } from './authorize-staff.js';
import type { AccountDeps, Origin } from './deps.js';
import { byOwner, recordDone, recordRefusal } from './record-refusal.js';

/**
 * Lets the caller take a copy of everything about them (PIPL 45), and notes it before anything is read. `isFirst` tells the
 * beginning of a copy from its further pages. Answers the account; one without a phone has none.
 */
export const makeBeginExport =
  (deps: AccountDeps) =>
  (
    actor: Person,
    origin: Origin,
    { isFirst }: { readonly isFirst: boolean },
  ): Promise<Result<Account | undefined, Denied>> => {
    const audited = byOwner('account.export', actor, origin);
    return recordRefusal(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding('account.export', actor, now);
      if (!by.ok) return by;
      return deps.unitOfWork.run<Account | undefined, never>(async (stores) => {
        const account = await stores.accounts.find(actor.accountId);
        await recordDone(stores, audited, now, { isFirst });
        return ok(account);
      });
    });
  };
