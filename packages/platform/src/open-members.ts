import { type Memberships, makeMemberships } from '@banzhen/domain/membership';
import { makePoints, type Points } from '@banzhen/domain/points';
import { homeTenant } from './accounts/open-accounts.js';
import type { openAdapters } from './open-adapters.js';

type Adapters = Awaited<ReturnType<typeof openAdapters>>;

/** What members have by their level, and their points. */
export const openMembers = (
  adapters: Adapters,
): { readonly memberships: Memberships; readonly points: Points } => {
  const deps = {
    unitOfWork: adapters.membershipUnitOfWork,
    platformUnitOfWork: adapters.platformMembershipUnitOfWork,
    clock: adapters.clock,
    sessionClock: adapters.sessionClock,
    homeTenant,
  };
  return { memberships: makeMemberships(deps), points: makePoints(deps) };
};
