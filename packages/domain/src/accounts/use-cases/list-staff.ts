import type { Denied } from '../../policy/index.js';
import { maskPhone } from '../../privacy/index.js';
import type { Person } from '../../shared/actor.js';
import type { AccountId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { StaffGrant } from '../staff-grant.js';
import { authorizeStanding } from './authorize-staff.js';
import type { AccountDeps } from './deps.js';

export type StaffMember = {
  readonly accountId: AccountId;
  readonly name: string;
  /** Masked. */
  readonly phone: string;
  readonly grants: readonly StaffGrant[];
};

/** Everybody who holds a role now. */
export const makeListStaff =
  ({ unitOfWork, clock }: AccountDeps) =>
  async (actor: Person): Promise<Result<readonly StaffMember[], Denied>> => {
    const by = authorizeStanding('staff.list', actor, clock.now());
    if (!by.ok) return by;
    return unitOfWork.run<readonly StaffMember[], never>(async ({ staffGrants, accounts }) => {
      const grants = await staffGrants.ofTenant(actor.tenantId, clock.now());
      const members: StaffMember[] = [];
      for (const accountId of new Set(grants.map((grant) => grant.accountId))) {
        const account = await accounts.find(accountId);
        if (account)
          members.push({
            accountId,
            name: account.displayName,
            phone: maskPhone(account.phone),
            grants: grants.filter((grant) => grant.accountId === accountId),
          });
      }
      return ok(members);
    });
  };
