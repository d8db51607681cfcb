import type { NotAllowed, NotFound, StepUpNeeded } from '../../policy/index.js';
import type { Person, StaffRole } from '../../shared/actor.js';
import { type AccountId, idFrom, type StaffGrantId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { EmptyTimeRange } from '../../shared/time-range.js';
import {
  mayHold,
  type RoleHeld,
  type RolesExclude,
  type RoleTenantWide,
  type StaffGrant,
} from '../staff-grant.js';
import { authorizeStanding, findInTenant } from './authorize-staff.js';
import type { AccountDeps, Origin } from './deps.js';
import { byPerson, recordDone, recordRefusal } from './record-refusal.js';

export type GrantRole = {
  readonly accountId: AccountId;
  readonly role: StaffRole;
  readonly cityCode?: string;
  readonly until?: Date;
};
export type GrantedRole = { readonly grantId: StaffGrantId };

type Refused =
  | NotFound
  | NotAllowed
  | StepUpNeeded
  | RoleHeld
  | RolesExclude
  | RoleTenantWide
  | EmptyTimeRange;

/** Makes an account staff, in one city or all, for good or until a day (E4, A11). It counts from the next request on. */
export const makeGrantRole =
  (deps: AccountDeps) =>
  (actor: Person, origin: Origin, command: GrantRole): Promise<Result<GrantedRole, Refused>> => {
    const { accountId, role, cityCode, until } = command;
    const audited = byPerson('role.grant', actor, origin, { kind: 'account', id: accountId });
    return recordRefusal(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding('role.grant', actor, now);
      if (!by.ok) return by;
      if (until && until <= now) return err({ type: 'EmptyTimeRange' });
      const grant: StaffGrant = {
        id: idFrom<StaffGrantId>(deps.ids.next()),
        tenantId: actor.tenantId,
        accountId,
        role,
        ...(cityCode ? { cityCode } : {}),
        from: now,
        ...(until ? { until } : {}),
        grantedBy: actor.accountId,
      };
      return deps.unitOfWork.run<GrantedRole, NotFound | RoleHeld | RolesExclude | RoleTenantWide>(
        async (stores) => {
          const found = await findInTenant(stores, actor, accountId);
          if (!found.ok) return found;
          await stores.staffGrants.lockAdmins(actor.tenantId, now);
          const fits = mayHold(await stores.staffGrants.ofAccount(accountId), grant, now);
          if (!fits.ok) return fits;
          await stores.staffGrants.insert(grant);
          await recordDone(stores, { ...audited, actor: by.value }, now, { role, grantId: grant.id });
          return ok({ grantId: grant.id });
        },
      );
    });
  };
