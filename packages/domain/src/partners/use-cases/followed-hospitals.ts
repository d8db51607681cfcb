import { authorizeStanding } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { AccountId, HospitalId, PartnerId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { hospitalsFollowed } from '../partner-key.js';
import type { PartnerDeps } from './deps.js';

/** Whose feed it is, and the hospitals, each once, of which some live key of the partner may follow events. */
export type Followed = { readonly accountId: AccountId; readonly hospitalIds: readonly HospitalId[] };

/** What the live keys of a partner may follow: no hospitals where no key may (B90). */
export const makeFollowedHospitals =
  ({ unitOfWork, clock }: PartnerDeps) =>
  async (
    actor: Person,
    { partnerId }: { readonly partnerId: PartnerId },
  ): Promise<Result<Followed, Denied>> => {
    const now = clock.now();
    const by = authorizeStanding('partner-event.browse', actor, now);
    if (!by.ok) return by;
    return unitOfWork.run<Followed, Denied>(async ({ partners, partnerKeys }) => {
      const partner = await partners.find(partnerId);
      if (partner?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
      const hospitalIds = hospitalsFollowed(await partnerKeys.ofPartner(partnerId), now);
      return ok({ accountId: partner.accountId, hospitalIds });
    });
  };
