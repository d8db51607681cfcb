import { keepMembership, type PrivilegeCode, privilege } from '../membership/index.js';
import type { AccountId } from '../shared/ids.js';
import type { KeptMembership } from '../shared/kept-membership.js';
import type { BasisPoints } from '../shared/money.js';
import type { VisitStores } from './stores.js';

const DISCOUNT: PrivilegeCode = 'discount_bp';

/** What a membership does to a price: the discount, and what the quote and its order keep of the membership. */
export type MemberTerms = { readonly memberDiscount: BasisPoints; readonly membership?: KeptMembership };

/** The terms of an account at `now`: those of a membership that counts then, and none otherwise (C23, C24, M4). */
export const memberTerms = async (
  { members, membershipPolicies }: Pick<VisitStores, 'members' | 'membershipPolicies'>,
  accountId: AccountId,
  now: Date,
): Promise<MemberTerms> => {
  const member = await members.find(accountId);
  const membership = member && keepMembership(member, now);
  if (!membership || !('period' in membership.standing)) return { memberDiscount: 0 };
  const policy = await membershipPolicies.version(membership.standing.period.policyVersion);
  const discount = privilege({ member: membership, policy }, DISCOUNT, now);
  const memberDiscount = discount.ok && discount.value.kind === 'rate' ? discount.value.rate : 0;
  return { memberDiscount, membership };
};
