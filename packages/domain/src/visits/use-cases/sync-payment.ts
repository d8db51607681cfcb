import { payableFen } from '../../orders/index.js';
import { isOfProvider, type Payment } from '../../payments/index.js';
import { ok } from '../../shared/result.js';
import type { PaymentDeps } from '../payment-deps.js';
import { paymentExpiry } from '../payment-expiry.js';
import type { makeRecordPayment, PaymentRecord } from './record-payment.js';

const isStillWanted = async (deps: PaymentDeps, payment: Payment): Promise<boolean> => {
  const now = deps.clock.now();
  const found = await deps.unitOfWork.run<boolean, never>(async ({ orders, policies }) => {
    const order = await orders.find(payment.orderId);
    if (!order || payableFen(order) !== payment.amountFen) return ok(false);
    return ok(now < paymentExpiry(order, payment, await policies.of(order)));
  });
  return found.ok && found.value;
};

/**
 * Asks the provider about an attempt whose callback may be lost, and records the answer (PAY11). An unpaid attempt that
 * the order has no use for any more is closed, so that nobody pays it by mistake.
 */
export const makeSyncPayment =
  (deps: PaymentDeps, recordPayment: ReturnType<typeof makeRecordPayment>) =>
  async (payment: Payment): Promise<PaymentRecord> => {
    if (!isOfProvider(payment)) return 'nothing new';
    const { id: paymentId, channel } = payment;
    const answer = await deps.providers[channel].queryPayment(paymentId);
    if (!answer.ok) return 'nothing new';
    if (answer.value.state !== 'NOT_PAID' || (await isStillWanted(deps, payment)))
      return recordPayment({ paymentId, state: answer.value });
    const closed = await deps.providers[channel].closePayment(paymentId);
    return closed.ok ? recordPayment({ paymentId, state: { state: 'CLOSED' } }) : 'nothing new';
  };
