import type { Payment } from '../../payments/index.js';
import type { makeRecordPayment, PaymentRecord } from './record-payment.js';
import type { PaymentDeps } from './start-payment.js';

/** Asks the provider about an attempt whose callback may be lost, and records the answer (PAY11). */
export const makeSyncPayment =
  (deps: PaymentDeps, recordPayment: ReturnType<typeof makeRecordPayment>) =>
  async ({ id, channel }: Payment): Promise<PaymentRecord> => {
    const answer = await deps.providers[channel].queryPayment(id);
    return answer.ok ? recordPayment({ paymentId: id, state: answer.value }) : 'nothing new';
  };
