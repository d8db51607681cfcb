import type { RoleScope, StaffRole } from '../shared/actor.js';
import type { AccountId, StaffGrantId, TenantId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';

/** A role of staff: who has it, where, for how long, and who gave it. */
export type StaffGrant = {
  readonly id: StaffGrantId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly role: StaffRole;
  /** Only in this city; without one in all of the tenant. */
  readonly cityCode?: string;
  readonly from: Date;
  readonly until?: Date;
  /** Absent for the first administrator, whom the command line made. */
  readonly grantedBy?: AccountId;
  readonly revoked?: { readonly at: Date; readonly by: AccountId };
};

/** The account has this role there already. */
export type RoleHeld = { readonly type: 'RoleHeld'; readonly role: StaffRole };

/** An auditor watches the others and holds no other role, nor may anybody else audit (separation of duties). */
export type RolesExclude = { readonly type: 'RolesExclude'; readonly held: StaffRole };

/** This role is for the whole tenant, never for one city. */
export type RoleTenantWide = { readonly type: 'RoleTenantWide'; readonly role: StaffRole };

/** Without this one nobody could administer the tenant any more. */
export type LastAdmin = { readonly type: 'LastAdmin' };

export const isLiveGrant = ({ from, until, revoked }: StaffGrant, now: Date): boolean =>
  revoked === undefined && from <= now && (until === undefined || now < until);

/** Roles that count now, each with its scope. */
export const roleScopesOf = (grants: readonly StaffGrant[], now: Date): readonly RoleScope[] =>
  grants
    .filter((grant) => isLiveGrant(grant, now))
    .map(({ role, cityCode }) => (cityCode === undefined ? { role } : { role, cityCode }));

const tenantWide: readonly StaffRole[] = ['admin', 'auditor'];

/** Whether an account with these grants may have `role` too. */
export const mayHold = (
  grants: readonly StaffGrant[],
  { role, cityCode }: RoleScope,
  now: Date,
): Result<void, RoleHeld | RolesExclude | RoleTenantWide> => {
  if (cityCode !== undefined && tenantWide.includes(role)) return err({ type: 'RoleTenantWide', role });
  const live = grants.filter((grant) => isLiveGrant(grant, now));
  if (live.some((grant) => grant.role === role && grant.cityCode === cityCode))
    return err({ type: 'RoleHeld', role });
  const other = live.find((grant) => (grant.role === 'auditor') !== (role === 'auditor'));
  return other ? err({ type: 'RolesExclude', held: other.role }) : ok(undefined);
};

/** Whether one of these grants may be taken away; `admins` are all live grants of administrators of the tenant. */
export const mayRevoke = (grant: StaffGrant, admins: readonly StaffGrant[]): Result<void, LastAdmin> =>
  grant.role !== 'admin' || admins.some(({ id }) => id !== grant.id)
    ? ok(undefined)
    : err({ type: 'LastAdmin' });
