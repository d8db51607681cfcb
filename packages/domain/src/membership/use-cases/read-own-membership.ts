import { authorizeStanding } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import type { MembershipDeps } from './deps.js';
import { type MemberSeen, memberOfAccount, memberSeen } from './member-seen.js';

/** The caller's own membership with what it is worth now (C3, C24). Somebody who is no member has status NONE. */
export const makeReadOwnMembership =
  ({ unitOfWork, clock, sessionClock }: MembershipDeps) =>
  async (actor: Person): Promise<Result<MemberSeen, Denied>> => {
    const by = authorizeStanding('membership.read-own', actor, sessionClock.now());
    if (!by.ok) return by;
    return unitOfWork.run<MemberSeen, never>(async (stores) =>
      ok(await memberSeen(stores, await memberOfAccount(stores, actor), clock.now())),
    );
  };
