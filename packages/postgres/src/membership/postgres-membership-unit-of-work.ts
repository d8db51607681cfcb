import type { MembershipStores } from '@banzhen/domain/membership';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { postgresAuditTrail } from '../audit/postgres-audit-trail.js';
import type { Database } from '../database.js';
import { postgresPoints } from '../points/postgres-points.js';
import { transact } from '../postgres-unit-of-work.js';
import { postgresMembers } from './postgres-members.js';
import { type MembershipPolicyCache, postgresMembershipPolicies } from './postgres-membership-policies.js';
import { postgresPrivilegeQuotas } from './postgres-privilege-quotas.js';

const membershipStores = (db: Database, policies: MembershipPolicyCache): MembershipStores => ({
  members: postgresMembers(db),
  membershipPolicies: postgresMembershipPolicies(db, policies),
  privilegeQuotas: postgresPrivilegeQuotas(db),
  points: postgresPoints(db),
  audit: postgresAuditTrail(db),
});

/**
 * Transactions about members and points, READ COMMITTED: memberships are guarded by their version, points by the lock of the
 * account's row, quotas by one statement (5.10).
 */
export const postgresMembershipUnitOfWork = (db: Database): UnitOfWork<MembershipStores> => {
  const policies: MembershipPolicyCache = new Map();
  return { run: (work) => transact(db, (tx) => work(membershipStores(tx, policies))) };
};
