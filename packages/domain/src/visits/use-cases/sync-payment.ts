import { payableFen } from '../../orders/index.js';
import type { Payment } from '../../payments/index.js';
import { ok } from '../../shared/result.js';
import type { PaymentDeps } from '../payment-deps.js';
import type { makeRecordPayment, PaymentRecord } from './record-payment.js';

const isStillWanted = async (deps: PaymentDeps, { orderId, amountFen }: Payment): Promise<boolean> => {
  const found = await deps.unitOfWork.run(async (stores) => ok(await stores.orders.find(orderId)));
  return found.ok && found.value !== undefined && payableFen(found.value) === amountFen;
};

/**
 * Asks the provider about an attempt whose callback may be lost, and records the answer (PAY11). An unpaid attempt that
 * the order has no use for any more is closed, so that nobody pays it by mistake.
 */
export const makeSyncPayment =
  (deps: PaymentDeps, recordPayment: ReturnType<typeof makeRecordPayment>) =>
  async (payment: Payment): Promise<PaymentRecord> => {
    const { id: paymentId, channel } = payment;
    const answer = await deps.providers[channel].queryPayment(paymentId);
    if (!answer.ok) return 'nothing new';
    if (answer.value.state !== 'NOT_PAID' || (await isStillWanted(deps, payment)))
      return recordPayment({ paymentId, state: answer.value });
    const closed = await deps.providers[channel].closePayment(paymentId);
    return closed.ok ? recordPayment({ paymentId, state: { state: 'CLOSED' } }) : 'nothing new';
  };
