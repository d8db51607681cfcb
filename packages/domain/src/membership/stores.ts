import type { AccountStore } from '../accounts/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Outbox } from '../messaging/index.js';
import type { OrderRepository } from '../orders/index.js';
import type { PointsStore } from '../points/index.js';
import type { MemberStore, MembershipPolicies, PrivilegeQuotas } from './ports.js';

/** Everything that one transaction about members and their points may touch. */
export type MembershipStores = {
  readonly members: MemberStore;
  readonly membershipPolicies: MembershipPolicies;
  readonly privilegeQuotas: PrivilegeQuotas;
  readonly points: PointsStore;
  readonly accounts: Pick<AccountStore, 'find' | 'findByPhone'>;
  readonly orders: Pick<OrderRepository, 'find'>;
  readonly outbox: Outbox;
  readonly audit: AuditTrail;
};
