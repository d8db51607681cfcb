import { authorizeStanding } from '../../accounts/index.js';
import { type LedgerAccount, receivableOf } from '../../ledger/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { PartnerId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { BookedSettlement } from '../settlement.js';
import type { PartnerDeps } from './deps.js';

/** Payments of a partner, and the account of the ledger that they are on. */
export type PartnerSettlements = {
  readonly account: LedgerAccount;
  readonly settlements: readonly BookedSettlement[];
};

const MOST = 50;

/** The last fifty payments of a partner for its account, what was recorded last first; those that were reversed, too. */
export const makeListSettlements =
  ({ unitOfWork, clock }: PartnerDeps) =>
  async (
    actor: Person,
    { partnerId }: { readonly partnerId: PartnerId },
  ): Promise<Result<PartnerSettlements, Denied>> => {
    const by = authorizeStanding('partner-credit.read', actor, clock.now());
    if (!by.ok) return by;
    return unitOfWork.run<PartnerSettlements, Denied>(async ({ partners, settlements }) => {
      const partner = await partners.find(partnerId);
      if (partner?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
      const found = await settlements.ofPartner(partnerId, MOST);
      return ok({ account: receivableOf(partner.accountId), settlements: found });
    });
  };
