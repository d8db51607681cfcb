import type {
  AccountId,
  EscortId,
  OrderId,
  PaymentId,
  RefundId,
  SettlementId,
  SettlementReversalId,
} from '../shared/ids.js';
import { addMoney, type Money, negated, sumMoney } from '../shared/money.js';

/**
 * An account of the double-entry ledger. Debits are positive, credits negative: what a provider or a partner owes us and what the bank holds for us is positive, what
 * we owe to families, escorts and the state is negative, income is negative.
 */
export type LedgerAccount =
  | `psp_clearing:${string}`
  | `order_hold:${OrderId}`
  | `escort_pending:${EscortId}`
  | `family_credit:${AccountId}`
  | `partner_receivable:${AccountId}`
  | 'bank'
  | 'commission_income'
  | 'tax_payable'
  | 'refund_in_flight'
  | 'compensation_expense'
  | 'suspense';

/** What the partner that acts under this account owes the platform. */
export const receivableOf = (accountId: AccountId): LedgerAccount => `partner_receivable:${accountId}`;

export type Entry = { readonly account: LedgerAccount; readonly amountFen: Money };

type Booking = {
  readonly businessKey: string;
  readonly kind: string;
  readonly entries: readonly Entry[];
};

/** About an order, whose money it moves. */
export type OrderPosting = Booking & { readonly orderId: OrderId };

/** About money that a partner has paid for its account, which is about no order. */
export type SettlementPosting = Booking & { readonly settlementId: SettlementId };

/** One booking in the ledger. Entries sum to zero; `businessKey` makes a second booking of the same fact impossible (PAY12). */
export type Posting = OrderPosting | SettlementPosting;

const booking = (kind: string, id: string, entries: readonly Entry[]): Booking => {
  const kept = entries.filter(({ amountFen }) => amountFen !== 0);
  if (sumMoney(kept.map(({ amountFen }) => amountFen)) !== 0)
    throw new Error(`${kind} ${id} does not sum to zero`);
  return { businessKey: `${kind}:${id}`, kind, entries: kept };
};

const posting = (kind: string, orderId: OrderId, id: string, entries: readonly Entry[]): OrderPosting => ({
  ...booking(kind, id, entries),
  orderId,
});

type Captured = { readonly paymentId: PaymentId; readonly channel: string; readonly amountFen: Money };

/** O2, O18: the family's money is held for the order: a liability until the visit is finished (N6). */
export const capturePosting = (orderId: OrderId, paid: Captured): OrderPosting =>
  posting('capture', orderId, paid.paymentId, [
    { account: `psp_clearing:${paid.channel}`, amountFen: paid.amountFen },
    { account: `order_hold:${orderId}`, amountFen: negated(paid.amountFen) },
  ]);

/** O2x: a success that no order takes; it lies in suspense until it has gone back. */
export const unplacedCapturePosting = (orderId: OrderId, paid: Captured): OrderPosting =>
  posting('capture', orderId, paid.paymentId, [
    { account: `psp_clearing:${paid.channel}`, amountFen: paid.amountFen },
    { account: 'suspense', amountFen: negated(paid.amountFen) },
  ]);

/** R1: money leaves the order's hold, or suspense for an unplaced capture, and is on its way back. */
export const refundRequestedPosting = (
  orderId: OrderId,
  refundId: RefundId,
  amountFen: Money,
  from: 'order' | 'suspense',
): OrderPosting =>
  posting('refund-requested', orderId, refundId, [
    { account: from === 'suspense' ? 'suspense' : `order_hold:${orderId}`, amountFen },
    { account: 'refund_in_flight', amountFen: negated(amountFen) },
  ]);

/** R4: the provider has paid it back. */
export const refundSucceededPosting = (
  orderId: OrderId,
  refundId: RefundId,
  channel: string,
  amountFen: Money,
): OrderPosting =>
  posting('refund-succeeded', orderId, refundId, [
    { account: 'refund_in_flight', amountFen },
    { account: `psp_clearing:${channel}`, amountFen: negated(amountFen) },
  ]);

/** What moves the account of a partner, with an id of its own. */
type OnAccount<Id> = { readonly id: Id; readonly accountId: AccountId; readonly amountFen: Money };

/** O2, O18: the partner owes what the order holds from now on. */
export const chargeOnAccountPosting = (orderId: OrderId, paid: OnAccount<PaymentId>): OrderPosting =>
  posting('account-charge', orderId, paid.id, [
    { account: receivableOf(paid.accountId), amountFen: paid.amountFen },
    { account: `order_hold:${orderId}`, amountFen: negated(paid.amountFen) },
  ]);

/** R1 and R4: what leaves the order's hold is owed no more. */
export const refundOnAccountPosting = (orderId: OrderId, refund: OnAccount<RefundId>): OrderPosting =>
  posting('account-refund', orderId, refund.id, [
    { account: `order_hold:${orderId}`, amountFen: refund.amountFen },
    { account: receivableOf(refund.accountId), amountFen: negated(refund.amountFen) },
  ]);

/** O22 for an order on account: the compensation is owed less instead of being a credit that nobody can spend. */
export const compensationOnAccountPosting = (
  orderId: OrderId,
  accountId: AccountId,
  amountFen: Money,
): OrderPosting =>
  posting('account-compensation', orderId, orderId, [
    { account: 'compensation_expense', amountFen },
    { account: receivableOf(accountId), amountFen: negated(amountFen) },
  ]);

type Settled = {
  readonly settlementId: SettlementId;
  readonly accountId: AccountId;
  readonly amountFen: Money;
};

/** The partner's money is in the bank, and as much is owed no more; what it pays beyond that is its credit. */
export const settlementPosting = ({ settlementId, accountId, amountFen }: Settled): SettlementPosting => ({
  settlementId,
  ...booking('account-settlement', settlementId, [
    { account: 'bank', amountFen },
    { account: receivableOf(accountId), amountFen: negated(amountFen) },
  ]),
});

/** The same the other way round: what was booked as paid was not, and is owed again. */
export const settlementReversedPosting = (
  reversalId: SettlementReversalId,
  { settlementId, accountId, amountFen }: Settled,
): SettlementPosting => ({
  settlementId,
  ...booking('account-settlement-reversed', reversalId, [
    { account: receivableOf(accountId), amountFen },
    { account: 'bank', amountFen: negated(amountFen) },
  ]),
});

export type Share = { readonly escortId: EscortId; readonly amountFen: Money };

/**
 * O17, O18, O20, O21: what the order holds becomes the escorts' pending pay, commission and tax (S1). It happens once at
 * the end, and once before that when a balance is overdue.
 */
export const earningsPosting = (
  orderId: OrderId,
  earned: { readonly shares: readonly Share[]; readonly commissionFen: Money; readonly taxFen: Money },
  moment: 'overdue' | 'end' = 'end',
): OrderPosting => {
  const shared = sumMoney(earned.shares.map(({ amountFen }) => amountFen));
  const total = addMoney(shared, addMoney(earned.commissionFen, earned.taxFen));
  const id = moment === 'end' ? orderId : `${orderId}:${moment}`;
  return posting('earnings', orderId, id, [
    { account: `order_hold:${orderId}`, amountFen: total },
    ...earned.shares.map(({ escortId, amountFen }) => ({
      account: `escort_pending:${escortId}` as const,
      amountFen: negated(amountFen),
    })),
    { account: 'commission_income', amountFen: negated(earned.commissionFen) },
    { account: 'tax_payable', amountFen: negated(earned.taxFen) },
  ]);
};

/** O22: the platform's own money for a family whose escort did not come. */
export const familyCompensationPosting = (
  orderId: OrderId,
  accountId: AccountId,
  amountFen: Money,
): OrderPosting =>
  posting('family-compensation', orderId, orderId, [
    { account: 'compensation_expense', amountFen },
    { account: `family_credit:${accountId}`, amountFen: negated(amountFen) },
  ]);

/** O9: the platform's own money for an escort who was exchanged shortly before the visit; once for each escort. */
export const escortCompensationPosting = (orderId: OrderId, share: Share): OrderPosting =>
  posting('escort-compensation', orderId, `${orderId}:${share.escortId}`, [
    { account: 'compensation_expense', amountFen: share.amountFen },
    { account: `escort_pending:${share.escortId}`, amountFen: negated(share.amountFen) },
  ]);
