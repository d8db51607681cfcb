import { refundRequestedPosting } from '../ledger/index.js';
import { type Act, type Order, type Outcome, requestRefund } from '../orders/index.js';
import { allocateRefund, type Payment, type RefundReason, requestPolicyRefund } from '../payments/index.js';
import type { IdSource, RefundId } from '../shared/ids.js';
import { idFrom } from '../shared/ids.js';
import type { Money } from '../shared/money.js';
import type { VisitStores } from './stores.js';

/** Sets one payment's part aside, books it and leaves a refund for the provider's turn after commit (R1–R3). */
export const refundPayment = async (
  stores: VisitStores,
  ids: IdSource,
  payment: Payment,
  amountFen: Money,
  reason: RefundReason,
  now: Date,
): Promise<void> => {
  const reserved = await stores.payments.reserveRefund(payment.id, amountFen);
  if (!reserved.ok) throw new Error(`refund of ${amountFen} fen exceeds payment ${payment.id}`);
  const id = idFrom<RefundId>(ids.next());
  const { orderId } = payment;
  await stores.refunds.insert(
    requestPolicyRefund({ id, paymentId: payment.id, orderId, amountFen, reason, createdAt: now }),
  );
  const from = payment.use === 'taken' ? 'order' : 'suspense';
  await stores.ledger.post(refundRequestedPosting(orderId, id, amountFen, from), now);
};

/** The order's next outcome when `amountFen` of its captured money is to go back; none for zero. */
export const giveBack = async (
  stores: VisitStores,
  ids: IdSource,
  order: Order,
  amountFen: Money,
  reason: RefundReason,
  act: Act,
): Promise<readonly Outcome[]> => {
  if (amountFen === 0) return [];
  for (const part of allocateRefund(await stores.payments.ofOrder(order.id), amountFen))
    await refundPayment(stores, ids, part.payment, part.amountFen, reason, act.now);
  return [requestRefund(order, amountFen, act)];
};
