import { refundOnAccountPosting, refundRequestedPosting } from '../ledger/index.js';
import { type Act, type Order, type Outcome, recordRefund, requestRefund } from '../orders/index.js';
import {
  allocateRefund,
  isOfProvider,
  type Payment,
  type RefundReason,
  refundOnAccount,
  requestPolicyRefund,
} from '../payments/index.js';
import type { IdSource, RefundId } from '../shared/ids.js';
import { idFrom } from '../shared/ids.js';
import { type Money, sumMoney } from '../shared/money.js';
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

/** The same for what a partner owes: it is owed no more from this moment on, and never goes to a card. */
const refundToAccount = async (
  stores: VisitStores,
  ids: IdSource,
  { bookedBy: accountId }: Order,
  { id: paymentId, orderId }: Payment,
  amountFen: Money,
  reason: RefundReason,
  now: Date,
): Promise<void> => {
  const reserved = await stores.payments.reserveRefund(paymentId, amountFen);
  if (!reserved.ok) throw new Error(`refund of ${amountFen} fen exceeds payment ${paymentId}`);
  const id = idFrom<RefundId>(ids.next());
  await stores.refunds.insert(refundOnAccount({ id, paymentId, orderId, amountFen, reason, createdAt: now }));
  await stores.ledger.post(refundOnAccountPosting(orderId, { id, accountId, amountFen }), now);
};

/** The order's next outcomes when `amountFen` of its captured money is to go back; none for zero. */
export const giveBack = async (
  stores: VisitStores,
  ids: IdSource,
  order: Order,
  amountFen: Money,
  reason: RefundReason,
  act: Act,
): Promise<readonly Outcome[]> => {
  if (amountFen === 0) return [];
  const parts = allocateRefund(await stores.payments.ofOrder(order.id), amountFen);
  for (const { payment, amountFen: partFen } of parts)
    await (isOfProvider(payment)
      ? refundPayment(stores, ids, payment, partFen, reason, act.now)
      : refundToAccount(stores, ids, order, payment, partFen, reason, act.now));
  const requested = requestRefund(order, amountFen, act);
  const onAccount = parts.filter(({ payment }) => !isOfProvider(payment));
  if (onAccount.length === 0) return [requested];
  const doneFen = sumMoney(onAccount.map((part) => part.amountFen));
  return [requested, recordRefund(requested.order, doneFen, act)];
};
