import { makeBuyPlan } from './buy-plan.js';
import { makeCancelMembership } from './cancel-membership.js';
import { makeCreditOrder } from './credit-order.js';
import type { MembershipDeps } from './deps.js';
import { makeEndDuePeriod } from './end-due-period.js';
import { makeFreezeMembership, makeResumeMembership } from './freeze-membership.js';
import { makeGiveMembership } from './give-membership.js';
import { makeListMembers } from './list-members.js';
import { makePreviewPolicy, makePublishPolicy } from './publish-policy.js';
import { makeFindMember, makeReadMember } from './read-member.js';
import { makeReadOwnMembership } from './read-own-membership.js';
import { makeListPolicies, makeReadPolicy } from './read-policies.js';

/** Everything that can be done about members and their policies, on the given adapters. */
export const makeMemberships = (deps: MembershipDeps) => ({
  readOwnMembership: makeReadOwnMembership(deps),
  buyPlan: makeBuyPlan(deps),
  cancelMembership: makeCancelMembership(deps),
  listMembers: makeListMembers(deps),
  findMember: makeFindMember(deps),
  readMember: makeReadMember(deps),
  giveMembership: makeGiveMembership(deps),
  freezeMembership: makeFreezeMembership(deps),
  resumeMembership: makeResumeMembership(deps),
  listPolicies: makeListPolicies(deps),
  readPolicy: makeReadPolicy(deps),
  previewPolicy: makePreviewPolicy(deps),
  publishPolicy: makePublishPolicy(deps),
  creditOrder: makeCreditOrder(deps),
  endDuePeriod: makeEndDuePeriod(deps),
});

export type Memberships = ReturnType<typeof makeMemberships>;
