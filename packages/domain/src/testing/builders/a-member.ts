import {
  type ActiveMember,
  defaultMembershipPolicy,
  giveMembership,
  keepMembership,
  newMember,
} from '../../membership/index.js';
import type { KeptMembership } from '../../shared/kept-membership.js';
import { aFamily } from './people.js';

type Owner = Pick<ActiveMember, 'tenantId' | 'accountId'>;

/** A gold member of the default policy for ninety days, since `fixedClock` starts: a first version, as it is stored. */
export const aGoldMember = (
  { tenantId, accountId }: Owner = aFamily(),
  now = new Date('2030-01-07T02:00:00Z'),
): ActiveMember => {
  const given = giveMembership(
    newMember(tenantId, accountId),
    { bizId: `gift to ${accountId}`, level: 2, days: 90 },
    defaultMembershipPolicy,
    { now, by: { as: 'D' }, cause: 'goodwill' },
  );
  if (!given.ok) throw new Error(`the member of the tests is wrong: ${given.error.type}`);
  return given.value.member;
};

/** What an order keeps of that member a day later. */
export const aKeptMembership = (owner: Owner = aFamily()): KeptMembership =>
  keepMembership(aGoldMember(owner), new Date('2030-01-08T02:00:00Z'));
