import { authorizeStanding } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { type PublishedClinicPolicy, policyAt } from '../clinic-policy.js';
import type { ClinicRulesDeps } from '../deps.js';

/** A published version, and whether what is booked now keeps it. */
export type ClinicPolicySeen = PublishedClinicPolicy & { readonly isInForce: boolean };

/** Every version of the caller's tenant, the highest first ("Decided" 1). */
export const makeListClinicPolicies =
  ({ unitOfWork, clock, sessionClock }: ClinicRulesDeps) =>
  async (actor: Person): Promise<Result<readonly ClinicPolicySeen[], Denied>> => {
    const by = authorizeStanding('clinic-policy.read', actor, sessionClock.now());
    if (!by.ok) return by;
    return unitOfWork.run<readonly ClinicPolicySeen[], never>(async ({ clinicPolicies }) => {
      const versions = await clinicPolicies.published(actor.tenantId);
      const { version } = policyAt(versions, clock.now());
      return ok(versions.map((one) => ({ ...one, isInForce: one.policy.version === version })));
    });
  };
