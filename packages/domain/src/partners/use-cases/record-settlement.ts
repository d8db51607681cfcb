import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import { settlementPosting } from '../../ledger/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { idFrom, type PartnerId, type SettlementId } from '../../shared/ids.js';
import type { Money } from '../../shared/money.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type NotOnce, onceAnswered } from '../../visits/index.js';
import {
  type BankReferenceUnfit,
  bankReference,
  type ReceivedDayUnfit,
  receivedDay,
  type Settlement,
  type SettlementAmountUnfit,
  type SettlementKnown,
  settlementAmount,
} from '../settlement.js';
import type { PartnerDeps } from './deps.js';

export type RecordSettlement = {
  readonly partnerId: PartnerId;
  readonly amountFen: number;
  /** The day on which the bank had it, `YYYY-MM-DD`. */
  readonly receivedOn: string;
  readonly bankReference: string;
  readonly idempotencyKey: string;
};

/** The payment, and what the partner owed after it: negative where it has paid in advance. */
export type RecordedSettlement = { readonly settlementId: SettlementId; readonly owedFen: Money };

type Unfit = SettlementAmountUnfit | ReceivedDayUnfit | BankReferenceUnfit;
type Refused = Denied | Unfit | SettlementKnown | NotOnce;

/** The calendar of the clinics, and of the banks that serve them. */
const ZONE = 'Asia/Shanghai';

type Paid = Pick<Settlement, 'amountFen' | 'receivedOn' | 'bankReference'>;

const paidOf = ({ calendar }: PartnerDeps, command: RecordSettlement, now: Date): Result<Paid, Unfit> => {
  const amount = settlementAmount(command.amountFen);
  if (!amount.ok) return amount;
  const day = receivedDay(command.receivedOn, calendar.wallTime(now, ZONE).date);
  if (!day.ok) return day;
  const reference = bankReference(command.bankReference);
  if (!reference.ok) return reference;
  return ok({ amountFen: amount.value, receivedOn: day.value, bankReference: reference.value });
};

/**
 * Books money that a partner has paid for its account: as much is owed no more from that moment on, and what goes beyond it is the
 * partner's credit (A8, N6). A transfer is booked once by its reference; the same key books once.
 */
export const makeRecordSettlement =
  (deps: PartnerDeps) =>
  (
    actor: Person,
    origin: Origin,
    command: RecordSettlement,
  ): Promise<Result<RecordedSettlement, Refused>> => {
    const operation = 'partner-settlement.record';
    const { partnerId } = command;
    const audited = byPerson(operation, actor, origin, { kind: 'partner', id: partnerId });
    return recordRefusal<Result<RecordedSettlement, Refused>>(deps, audited, async () => {
      const at = deps.clock.now();
      const by = authorizeStanding(operation, actor, at);
      if (!by.ok) return by;
      const now = deps.visitClock.now();
      const paid = paidOf(deps, command, now);
      if (!paid.ok) return paid;
      return deps.unitOfWork.run<RecordedSettlement, Refused>(async (stores) => {
        const partner = await stores.partners.find(partnerId);
        if (partner?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
        const { tenantId, accountId } = partner;
        return onceAnswered<RecordedSettlement, SettlementKnown>(
          stores,
          { actor, operation, request: command, now },
          async () => {
            const settlementId = idFrom<SettlementId>(deps.ids.next());
            const inserted = await stores.settlements.insert({
              ...{ id: settlementId, tenantId, partnerId, ...paid.value },
              ...{ recordedAt: now, recordedBy: actor.accountId },
            });
            if (!inserted.ok) return inserted;
            const { amountFen } = paid.value;
            await stores.ledger.post(settlementPosting({ settlementId, accountId, amountFen }), now);
            const { owedFen } = await stores.creditLines.find(accountId);
            const facts = { settlementId, amountFen, owedFen };
            await recordDone(stores, { ...audited, actor: by.value }, at, facts);
            return ok({ settlementId, owedFen });
          },
        );
      });
    });
  };
