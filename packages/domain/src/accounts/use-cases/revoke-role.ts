import type { Denied, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { AccountId, StaffGrantId } from '../../shared/ids.js';
import { done, err, type Result } from '../../shared/result.js';
import { type LastAdmin, mayRevoke } from '../staff-grant.js';
import { authorizeStanding } from './authorize-staff.js';
import type { AccountDeps, Origin } from './deps.js';
import { byPerson, recordDone, recordRefusal } from './record-refusal.js';

export type RevokeRole = { readonly accountId: AccountId; readonly grantId: StaffGrantId };

/** Takes a role away; the next request of its holder goes without it (AU9). One administrator always stays. */
export const makeRevokeRole =
  (deps: AccountDeps) =>
  (
    actor: Person,
    origin: Origin,
    { accountId, grantId }: RevokeRole,
  ): Promise<Result<void, Denied | LastAdmin>> => {
    const audited = byPerson('role.revoke', actor, origin, { kind: 'account', id: accountId });
    return recordRefusal(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding('role.revoke', actor, now);
      if (!by.ok) return by;
      return deps.unitOfWork.run<void, NotFound | LastAdmin>(async (stores) => {
        const { staffGrants } = stores;
        const admins = await staffGrants.lockAdmins(actor.tenantId, now);
        const grant = await staffGrants.find(grantId);
        if (grant?.tenantId !== actor.tenantId || grant.accountId !== accountId)
          return err({ type: 'NotFound' });
        const may = mayRevoke(grant, admins);
        if (!may.ok) return may;
        if (!(await staffGrants.revoke(grantId, { at: now, by: actor.accountId })))
          return err({ type: 'NotFound' });
        await recordDone(stores, { ...audited, actor: by.value }, now, { role: grant.role, grantId });
        return done;
      });
    });
  };
