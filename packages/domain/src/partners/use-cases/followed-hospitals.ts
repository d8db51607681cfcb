import { authorizeStanding } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { HospitalId, PartnerId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { hospitalsFollowed } from '../partner-key.js';
import type { PartnerDeps } from './deps.js';

/** The hospitals whose events some live key of a partner may follow, each once; none where no key may (B90). */
export const makeFollowedHospitals =
  ({ unitOfWork, clock }: PartnerDeps) =>
  async (
    actor: Person,
    { partnerId }: { readonly partnerId: PartnerId },
  ): Promise<Result<readonly HospitalId[], Denied>> => {
    const now = clock.now();
    const by = authorizeStanding('partner-event.browse', actor, now);
    if (!by.ok) return by;
    return unitOfWork.run<readonly HospitalId[], Denied>(async ({ partners, partnerKeys }) => {
      const partner = await partners.find(partnerId);
      if (partner?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
      return ok(hospitalsFollowed(await partnerKeys.ofPartner(partnerId), now));
    });
  };
