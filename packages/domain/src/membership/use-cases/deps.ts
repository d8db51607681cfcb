import type { Clock } from '../../shared/clock.js';
import type { TenantId } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { MembershipStores } from '../stores.js';

/** What every use case about members is made of. */
export type MembershipDeps = {
  /** With the rows of whoever asks. */
  readonly unitOfWork: UnitOfWork<MembershipStores>;
  /** With all rows: policies are published for everybody, and orders are credited by the platform. */
  readonly platformUnitOfWork: UnitOfWork<MembershipStores>;
  /** The time of visits and memberships. */
  readonly clock: Clock;
  /** The time of sessions and their proofs, which no demo moves. */
  readonly sessionClock: Clock;
  /** Whose administrators publish policies, which are the platform's and not a tenant's. */
  readonly homeTenant: TenantId;
};
