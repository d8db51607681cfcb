import type { MembershipStoresFixture } from '@banzhen/domain/testing/contracts';
import { postgresDueMembers } from '../membership/postgres-members.js';
import { publishMembershipPolicy } from '../membership/postgres-membership-policies.js';
import { postgresMembershipUnitOfWork } from '../membership/postgres-membership-unit-of-work.js';
import type { OpenDatabase } from '../open-database.js';
import { postgresExpiringPoints } from '../points/postgres-expiring-points.js';
import { saveAccount } from '../registry/save-people.js';
import { testSealer } from './test-sealer.js';

/** The adapters of members and points as their contract suites want them. */
export const membershipStoresFixture = ({ db, news, close }: OpenDatabase): MembershipStoresFixture => ({
  unitOfWork: postgresMembershipUnitOfWork(db, { news, sealer: testSealer }),
  dueMembers: postgresDueMembers(db),
  expiringPoints: postgresExpiringPoints(db),
  addAccount: (id, tenantId) =>
    saveAccount({ db, sealer: testSealer }, { id, tenantId, displayName: '测试', staffRoles: [] }),
  async publishMembershipPolicy(policy, inForceFrom) {
    await publishMembershipPolicy(db, policy, inForceFrom);
  },
  close,
});
