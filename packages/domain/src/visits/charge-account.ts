import { type CreditExceeded, chargeOnAccountPosting } from '../ledger/index.js';
import { type Order, type Outcome, payableFen, settlePayment } from '../orders/index.js';
import { paymentOnAccount } from '../payments/index.js';
import type { ActorRef } from '../shared/actor.js';
import { type IdSource, idFrom, type PaymentId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import { auditAct } from './audit-act.js';
import type { VisitStores } from './stores.js';
import type { NothingToPay } from './use-cases/start-payment.js';

export type NotCharged = NothingToPay | CreditExceeded;

/**
 * O2, O18: what is due for an order is owed by the partner that booked it, within its credit limit, and the order is paid with it.
 * Nothing is owed where the transaction ends otherwise.
 */
export const chargeAccount = async (
  stores: VisitStores,
  ids: IdSource,
  order: Order,
  { by, now }: { readonly by: ActorRef; readonly now: Date },
): Promise<Result<Outcome, NotCharged>> => {
  const amountFen = payableFen(order);
  if (amountFen === 0) return err({ type: 'NothingToPay' });
  const id = idFrom<PaymentId>(ids.next());
  const settled = settlePayment(order, { paymentId: id, amountFen }, { now, by: { as: 'PSP' } });
  if (!settled.ok) throw new Error(`order ${order.id} does not take what is due: ${settled.error.type}`);
  await stores.payments.insert(paymentOnAccount({ id, orderId: order.id, amountFen, createdAt: now }));
  const posting = chargeOnAccountPosting(order.id, { id, accountId: order.bookedBy, amountFen });
  const charged = await stores.ledger.charge(posting, now);
  if (!charged.ok) return charged;
  const facts = { paymentId: id, amountFen };
  await auditAct(stores, { operation: 'order.pay-on-account', by, at: now, order, facts });
  return ok(settled.value);
};
