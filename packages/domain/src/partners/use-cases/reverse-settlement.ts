import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import { settlementReversedPosting } from '../../ledger/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { idFrom, type PartnerId, type SettlementId, type SettlementReversalId } from '../../shared/ids.js';
import type { Money } from '../../shared/money.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type NotOnce, onceAnswered } from '../../visits/index.js';
import type { ReversalCause, SettlementReversed } from '../settlement.js';
import type { PartnerDeps } from './deps.js';

export type ReverseSettlement = {
  readonly partnerId: PartnerId;
  readonly settlementId: SettlementId;
  readonly cause: ReversalCause;
  readonly idempotencyKey: string;
};

/** The reversal, and what the partner owed after it. */
export type ReversedSettlement = { readonly reversalId: SettlementReversalId; readonly owedFen: Money };

type Refused = Denied | SettlementReversed | NotOnce;

/**
 * Takes back, once, a payment that was booked wrongly or that the bank has taken back: as much is owed again, also beyond the credit
 * limit. The transfer can be booked anew under its reference.
 */
export const makeReverseSettlement =
  (deps: PartnerDeps) =>
  (
    actor: Person,
    origin: Origin,
    command: ReverseSettlement,
  ): Promise<Result<ReversedSettlement, Refused>> => {
    const operation = 'partner-settlement.reverse';
    const { partnerId, settlementId, cause } = command;
    const audited = byPerson(operation, actor, origin, { kind: 'partner', id: partnerId });
    return recordRefusal<Result<ReversedSettlement, Refused>>(deps, audited, async () => {
      const at = deps.clock.now();
      const by = authorizeStanding(operation, actor, at);
      if (!by.ok) return by;
      return deps.unitOfWork.run<ReversedSettlement, Refused>(async (stores) => {
        const now = deps.visitClock.now();
        const partner = await stores.partners.find(partnerId);
        if (partner?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
        const settlement = await stores.settlements.find(settlementId);
        if (settlement?.partnerId !== partnerId) return err({ type: 'NotFound' });
        return onceAnswered<ReversedSettlement, SettlementReversed>(
          stores,
          { actor, operation, request: command, now },
          async () => {
            const reversalId = idFrom<SettlementReversalId>(deps.ids.next());
            const isFirst = await stores.settlements.reverse({
              ...{ id: reversalId, settlementId, cause },
              ...{ reversedAt: now, reversedBy: actor.accountId },
            });
            if (!isFirst) return err({ type: 'SettlementReversed', settlementId });
            const { accountId } = partner;
            const { amountFen } = settlement;
            const posting = settlementReversedPosting(reversalId, { settlementId, accountId, amountFen });
            await stores.ledger.post(posting, now);
            const { owedFen } = await stores.creditLines.find(accountId);
            const facts = { settlementId, reversalId, cause, amountFen, owedFen };
            await recordDone(stores, { ...audited, actor: by.value }, at, facts);
            return ok({ reversalId, owedFen });
          },
        );
      });
    });
  };
