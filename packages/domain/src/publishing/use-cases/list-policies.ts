import { authorizeStanding } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type Published, policyAt } from '../../shared/publishing.js';
import { ok, type Result } from '../../shared/result.js';
import type { Numbered, PolicyBook, PublishingDeps } from './policy-book.js';

/** A published version, and whether what is made now keeps it. */
export type PolicySeen<Policy> = Published<Policy> & { readonly isInForce: boolean };

/** Every version of the caller's tenant, the highest first ("Decided" 1). */
export const makeListPolicies =
  <Policy extends Numbered, Stores>(
    { operations, policiesIn }: PolicyBook<Policy, Stores>,
    { unitOfWork, clock, sessionClock }: PublishingDeps<Stores>,
  ) =>
  async (actor: Person): Promise<Result<readonly PolicySeen<Policy>[], Denied>> => {
    const by = authorizeStanding(operations.read, actor, sessionClock.now());
    if (!by.ok) return by;
    return unitOfWork.run<readonly PolicySeen<Policy>[], never>(async (stores) => {
      const versions = await policiesIn(stores).published(actor.tenantId);
      const { version } = policyAt(versions, clock.now());
      return ok(versions.map((one) => ({ ...one, isInForce: one.policy.version === version })));
    });
  };
