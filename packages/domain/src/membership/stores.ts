import type { AuditTrail } from '../audit/index.js';
import type { PointsStore } from '../points/index.js';
import type { MemberStore, MembershipPolicies, PrivilegeQuotas } from './ports.js';

/** Everything that one transaction about members and their points may touch. */
export type MembershipStores = {
  readonly members: MemberStore;
  readonly membershipPolicies: MembershipPolicies;
  readonly privilegeQuotas: PrivilegeQuotas;
  readonly points: PointsStore;
  readonly audit: AuditTrail;
};
