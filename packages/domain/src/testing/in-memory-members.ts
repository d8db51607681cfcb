import type { MembershipStores } from '../membership/stores.js';
import type { MembershipStoresFixture } from './contracts/membership-fixture.js';
import { inMemoryAuditTrail } from './in-memory-audit.js';
import { inMemoryDatabase } from './in-memory-database.js';
import {
  inMemoryDueMembers,
  inMemoryMemberStore,
  inMemoryMembershipPolicies,
  inMemoryPrivilegeQuotas,
} from './in-memory-membership.js';
import { inMemoryExpiringPoints, inMemoryPoints } from './in-memory-points.js';
import type { Tables } from './in-memory-tables.js';

const membershipStoresOver = (tables: Tables): MembershipStores => ({
  members: inMemoryMemberStore(tables.membership),
  membershipPolicies: inMemoryMembershipPolicies(tables.membership),
  privilegeQuotas: inMemoryPrivilegeQuotas(tables.membership),
  points: inMemoryPoints(tables.membership),
  audit: inMemoryAuditTrail(tables),
});

/** The in-memory adapters of members and points as the contract suites want them. */
export const inMemoryMembershipStores = (database = inMemoryDatabase()): MembershipStoresFixture => ({
  unitOfWork: { run: (work) => database.transaction((tables) => work(membershipStoresOver(tables))) },
  dueMembers: inMemoryDueMembers(database),
  expiringPoints: inMemoryExpiringPoints(database),
  addAccount: async () => undefined,
  publishMembershipPolicy: (policy, inForceFrom) =>
    database.write(({ membership: { policies } }) => {
      const key = String(policy.version);
      if (!policies.has(key)) policies.insert(key, { policy, inForceFrom });
    }),
  close: async () => undefined,
});
