import { authorizeStanding } from '../../accounts/index.js';
import type { Denied, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { PublishedPolicy } from '../ports.js';
import type { MembershipStores } from '../stores.js';
import type { MembershipDeps } from './deps.js';

/** A published version, and whether new periods begin with it now. */
export type PolicySeen = PublishedPolicy & { readonly isInForce: boolean };

const seenOf = async (
  { membershipPolicies }: MembershipStores,
  now: Date,
): Promise<readonly PolicySeen[]> => {
  const { version } = await membershipPolicies.current(now);
  return (await membershipPolicies.published()).map((one) => ({
    ...one,
    isInForce: one.policy.version === version,
  }));
};

/** Every published version of levels, privileges and plans, the highest first (C23). */
export const makeListPolicies =
  ({ unitOfWork, clock, sessionClock }: MembershipDeps) =>
  async (actor: Person): Promise<Result<readonly PolicySeen[], Denied>> => {
    const by = authorizeStanding('membership-policy.read', actor, sessionClock.now());
    if (!by.ok) return by;
    return unitOfWork.run<readonly PolicySeen[], never>(async (stores) =>
      ok(await seenOf(stores, clock.now())),
    );
  };

/** One published version; `NotFound` for one that was never published. */
export const makeReadPolicy =
  ({ unitOfWork, clock, sessionClock }: MembershipDeps) =>
  async (actor: Person, { version }: { readonly version: number }): Promise<Result<PolicySeen, Denied>> => {
    const by = authorizeStanding('membership-policy.read', actor, sessionClock.now());
    if (!by.ok) return by;
    return unitOfWork.run<PolicySeen, NotFound>(async (stores) => {
      const found = (await seenOf(stores, clock.now())).find((one) => one.policy.version === version);
      return found ? ok(found) : err({ type: 'NotFound' });
    });
  };
