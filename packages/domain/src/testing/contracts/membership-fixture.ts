import type { DueMembers, MembershipPolicy, MembershipStores } from '../../membership/index.js';
import { defaultMembershipPolicy } from '../../membership/index.js';
import type { ExpiringPoints } from '../../points/index.js';
import { type AccountId, idFrom, type TenantId } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import { freshId } from './fresh.js';
import { openedOnce } from './opened-once.js';

/** What an adapter gives to the contract suites of members and points; cases use fresh ids, so it may be shared. */
export type MembershipStoresFixture = {
  readonly unitOfWork: UnitOfWork<MembershipStores>;
  readonly dueMembers: DueMembers;
  readonly expiringPoints: ExpiringPoints;
  addAccount(id: AccountId, tenantId: TenantId): Promise<void>;
  /** Publishing a version that is there already changes nothing. */
  publishMembershipPolicy(policy: MembershipPolicy, inForceFrom: Date): Promise<void>;
  close(): Promise<void>;
};

export type OpenMembershipStores = () => Promise<MembershipStoresFixture>;

/** Opens the adapter before the suite's first case and closes it after the last; the default policy is published. */
export const openedMembership = (open: OpenMembershipStores): (() => MembershipStoresFixture) =>
  openedOnce(async () => {
    const opened = await open();
    await opened.publishMembershipPolicy(defaultMembershipPolicy, new Date('1980-01-01T00:00:00Z'));
    return opened;
  });

/** An account of its own for one case. */
export const anAccountOf = async (
  fixture: MembershipStoresFixture,
  tenantId = idFrom<TenantId>(freshId()),
): Promise<{ readonly tenantId: TenantId; readonly accountId: AccountId }> => {
  const accountId = idFrom<AccountId>(freshId());
  await fixture.addAccount(accountId, tenantId);
  return { tenantId, accountId };
};
