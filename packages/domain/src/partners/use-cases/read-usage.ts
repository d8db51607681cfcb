import { authorizeStanding } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { PartnerId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { firstUsageDay, type UsageDay, usageOf } from '../key-usage.js';
import type { PartnerDeps } from './deps.js';

/** How much a partner of the tenant has asked on each of the last thirty UTC days, the oldest first (A8). */
export const makeReadUsage =
  ({ unitOfWork, clock }: PartnerDeps) =>
  async (
    actor: Person,
    { partnerId }: { readonly partnerId: PartnerId },
  ): Promise<Result<readonly UsageDay[], Denied>> => {
    const now = clock.now();
    const by = authorizeStanding('partner-usage.read', actor, now);
    if (!by.ok) return by;
    return unitOfWork.run<readonly UsageDay[], Denied>(async ({ partners, partnerKeys }) => {
      const partner = await partners.find(partnerId);
      if (partner?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
      const keys = await partnerKeys.ofPartner(partnerId);
      const uses = await partnerKeys.usesOf(partnerId, firstUsageDay(now));
      return ok(usageOf(keys, uses, now));
    });
  };
