import type { Origin } from '../accounts/index.js';
import { defaultMembershipPolicy, type MembershipStores, makeMemberships } from '../membership/index.js';
import type { Order } from '../orders/index.js';
import { makePoints } from '../points/index.js';
import type { Person } from '../shared/actor.js';
import type { PhoneNumber } from '../shared/phone-number.js';
import { tenantId } from './builders/beijing.js';
import type { MembershipStoresFixture } from './contracts/membership-fixture.js';
import { fixedClock } from './fixed-clock.js';
import { accountStoresOver } from './in-memory-account-stores.js';
import { inMemoryAuditStores, inMemoryAuditTrail } from './in-memory-audit.js';
import { inMemoryDatabase } from './in-memory-database.js';
import {
  inMemoryDueMembers,
  inMemoryMemberStore,
  inMemoryMembershipPolicies,
  inMemoryPrivilegeQuotas,
} from './in-memory-membership.js';
import { inMemoryOutbox } from './in-memory-messages.js';
import { inMemoryOrders } from './in-memory-orders.js';
import { inMemoryExpiringPoints, inMemoryPoints } from './in-memory-points.js';
import type { Tables } from './in-memory-tables.js';

export const membershipStoresOver = (tables: Tables): MembershipStores => ({
  members: inMemoryMemberStore(tables.membership),
  membershipPolicies: inMemoryMembershipPolicies(tables.membership),
  privilegeQuotas: inMemoryPrivilegeQuotas(tables.membership),
  points: inMemoryPoints(tables.membership),
  accounts: accountStoresOver(tables).accounts,
  orders: inMemoryOrders(tables),
  outbox: inMemoryOutbox(tables),
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

/** All use cases about members and points on one state, at 10:00 on Monday 2030-01-07 in Beijing; the default policy is in force. */
export const inMemoryMemberships = async () => {
  const database = inMemoryDatabase();
  const stores = inMemoryMembershipStores(database);
  const { unitOfWork } = stores;
  const clock = fixedClock();
  const deps = { unitOfWork, platformUnitOfWork: unitOfWork, clock, sessionClock: clock };
  await stores.publishMembershipPolicy(defaultMembershipPolicy, new Date('2020-01-01T00:00:00Z'));
  const origin: Origin = { network: '203.0.113.0/24', device: 'Chrome · Windows' };
  return {
    stores,
    clock,
    origin,
    memberships: makeMemberships({ ...deps, homeTenant: tenantId }),
    points: makePoints(deps),
    audit: inMemoryAuditStores(database).reader,
    /** An account for this person, who has a phone number of their own. */
    signUp: (person: Person, displayName: string, phone: PhoneNumber) =>
      database.write((tables) =>
        tables.signIns.accounts.put(person.accountId, {
          id: person.accountId,
          tenantId: person.tenantId,
          displayName,
          phone,
          createdAt: clock.now(),
        }),
      ),
    /** Stores the order as it is. */
    putOrder: (order: Order) => database.write((tables) => tables.orders.put(order.id, order)),
    /** What the outbox holds, as `topic type`. */
    messages: () =>
      database
        .committed()
        .messages.where(() => true)
        .map(({ message }) => `${message.topic} ${message.type}`),
  };
};

export type InMemoryMemberships = Awaited<ReturnType<typeof inMemoryMemberships>>;
