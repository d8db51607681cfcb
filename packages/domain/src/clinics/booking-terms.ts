import { keepMembership, type PrivilegeCode, privilege, standingAt } from '../membership/index.js';
import type { MemberLevel } from '../schedules/index.js';
import type { ActorRef } from '../shared/actor.js';
import type { AccountId } from '../shared/ids.js';
import type { KeptMembership } from '../shared/kept-membership.js';
import type { ClinicStores } from './stores.js';

const PRIORITY: PrivilegeCode = 'appointment_priority';

/**
 * What a membership does to a wish for a seat: which early release is its own, and its place in a batch (C4, C23). The
 * appointment keeps the membership for what is asked of it later (C24).
 */
export type BookingTerms = {
  readonly level?: MemberLevel;
  readonly priority: number;
  readonly membership?: KeptMembership;
};

export const noMember: BookingTerms = { priority: 0 };

/** The terms of those of these accounts whose membership counts at `now`: read from the version of their period (C24). */
export const bookingTerms = async (
  { members, membershipPolicies }: Pick<ClinicStores, 'members' | 'membershipPolicies'>,
  accountIds: readonly AccountId[],
  now: Date,
): Promise<ReadonlyMap<AccountId, BookingTerms>> => {
  const terms = new Map<AccountId, BookingTerms>();
  for (const member of await members.findAll(accountIds)) {
    const standing = standingAt(member, now);
    if (standing.kind !== 'active' && standing.kind !== 'grace') continue;
    const policy = await membershipPolicies.version(standing.period.policyVersion);
    const granted = privilege({ member, policy }, PRIORITY, now);
    const priority = granted.ok && granted.value.kind === 'number' ? granted.value.number : 0;
    const membership = keepMembership(member, now);
    terms.set(member.accountId, { level: String(standing.period.level), priority, membership });
  }
  return terms;
};

/** What the appointment keeps: whoever books on the phone for others lends them no membership. */
export const keptBy = (
  { as }: ActorRef,
  { membership }: Pick<BookingTerms, 'membership'>,
): Pick<BookingTerms, 'membership'> => (as === 'U' && membership ? { membership } : {});
