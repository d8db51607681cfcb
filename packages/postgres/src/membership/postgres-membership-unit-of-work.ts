import type { MembershipStores } from '@banzhen/domain/membership';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { postgresAccounts } from '../accounts/postgres-accounts.js';
import { postgresAuditTrail } from '../audit/postgres-audit-trail.js';
import type { Database } from '../database.js';
import { postgresOutbox } from '../messaging/postgres-outbox.js';
import { postgresOrders } from '../orders/postgres-orders.js';
import { postgresPoints } from '../points/postgres-points.js';
import { type UnitOfWorkParts, unitOfWorkOn } from '../postgres-unit-of-work.js';
import type { StoreParts } from '../visit-stores.js';
import { postgresMembers } from './postgres-members.js';
import { postgresMembershipPolicies } from './postgres-membership-policies.js';
import { postgresPrivilegeQuotas } from './postgres-privilege-quotas.js';

const membershipStores = (
  db: Database,
  { sealer, ids, membershipPolicies, onMessage }: StoreParts,
): MembershipStores => ({
  members: postgresMembers(db),
  membershipPolicies: postgresMembershipPolicies(db, membershipPolicies),
  privilegeQuotas: postgresPrivilegeQuotas(db),
  points: postgresPoints(db),
  accounts: postgresAccounts({ db, sealer }),
  orders: postgresOrders(db),
  outbox: postgresOutbox(db, ids, onMessage),
  audit: postgresAuditTrail(db),
});

/**
 * Transactions about members and points, READ COMMITTED: memberships are guarded by their version, points by the lock of the
 * account's row, quotas by one statement (5.10).
 */
export const postgresMembershipUnitOfWork = (
  db: Database,
  parts: UnitOfWorkParts,
): UnitOfWork<MembershipStores> => unitOfWorkOn(db, parts, membershipStores);
