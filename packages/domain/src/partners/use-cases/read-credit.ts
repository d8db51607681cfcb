import { authorizeStanding } from '../../accounts/index.js';
import type { CreditLine } from '../../ledger/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { PartnerId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { PartnerDeps } from './deps.js';

/** What a partner of the tenant owes now, and how much it may owe, in fen. */
export const makeReadCredit =
  ({ unitOfWork, clock }: PartnerDeps) =>
  async (
    actor: Person,
    { partnerId }: { readonly partnerId: PartnerId },
  ): Promise<Result<CreditLine, Denied>> => {
    const by = authorizeStanding('partner-credit.read', actor, clock.now());
    if (!by.ok) return by;
    return unitOfWork.run<CreditLine, Denied>(async ({ partners, creditLines }) => {
      const partner = await partners.find(partnerId);
      if (partner?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
      return ok(await creditLines.find(partner.accountId));
    });
  };
