import type { Act } from '../../shared/act.js';
import type { KeptMembership } from '../../shared/kept-membership.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { MembershipPolicies, PrivilegeQuotas } from '../ports.js';
import { type QuotaUse, type QuotaUsedUp, quotaUse } from '../privilege.js';
import type { PrivilegeCode } from '../privilege-value.js';

const LATE_CHANGE: PrivilegeCode = 'can_cancel_late';

/** Where the versions are read by which periods go. */
type Versions = { readonly membershipPolicies: Pick<MembershipPolicies, 'version'> };

/** What is changed late: it keeps the membership of whoever booked it, as it was then. */
type Kept = { readonly membership?: KeptMembership };

/** The use that whatever keeps this membership takes of it; undefined where it has none. */
const useOf = async (
  { membershipPolicies }: Versions,
  membership: KeptMembership,
  at: Date,
): Promise<QuotaUse | undefined> => {
  const { standing } = membership;
  if (standing.kind !== 'active' && standing.kind !== 'grace') return undefined;
  const policy = await membershipPolicies.version(standing.period.policyVersion);
  const use = quotaUse({ member: membership, policy }, LATE_CHANGE, at);
  return use.ok ? use.value : undefined;
};

/**
 * The use of `can_cancel_late` (C24) that `act` would take of the membership that an order or an appointment keeps: the
 * member's own alone, whom nobody else uses it up for. Undefined where it is not theirs. Asked where a change is too late for
 * everybody and not for those who have it; the store takes it, in the transaction that changes.
 */
export const lateChangeUse = async (
  stores: Versions,
  { membership }: Kept,
  act: Act,
): Promise<QuotaUse | undefined> =>
  membership !== undefined && membership.accountId === act.by.accountId
    ? useOf(stores, membership, act.now)
    : undefined;

/** The use that a change which is undone had taken; the same window, whenever it is asked. */
export const lateChangeUsed = async (
  stores: Versions,
  { membership }: Kept,
  at: Date,
): Promise<QuotaUse | undefined> => (membership ? useOf(stores, membership, at) : undefined);

/** How many uses of the window would be left after this one. Fails with `QuotaUsedUp` where there is none. */
export const lookAtUse = async (
  { privilegeQuotas }: { readonly privilegeQuotas: Pick<PrivilegeQuotas, 'taken'> },
  use: QuotaUse,
): Promise<Result<{ readonly left: number }, QuotaUsedUp>> => {
  const left = use.most - (await privilegeQuotas.taken(use)) - 1;
  return left < 0 ? err({ type: 'QuotaUsedUp', code: use.code, most: use.most }) : ok({ left });
};
