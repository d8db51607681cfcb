import type { Channel, PaymentProvider } from '../payments/index.js';
import type { PaymentId, RefundId } from '../shared/ids.js';
import type { Money } from '../shared/money.js';
import { done, err, ok } from '../shared/result.js';

type Opened = { readonly amountFen: Money; state: 'NOT_PAID' | 'SUCCESS' | 'CLOSED'; refundedFen: number };

/** A payment provider in this process, with the family's side of it: the money moves only when `pay` is called. */
export type InMemoryPaymentProvider = PaymentProvider & {
  /** The family pays. False when the payment is closed, unknown or paid already. */
  pay(id: PaymentId): boolean;
  /** While false every call is answered with `ProviderUnavailable`. */
  setAvailable(isAvailable: boolean): void;
};

/** Answers at once and never calls back: whoever pays tells the platform, as `inMemoryVisits().pay` does. */
export const inMemoryPaymentProvider = (channel: Channel): InMemoryPaymentProvider => {
  const payments = new Map<PaymentId, Opened>();
  const refunds = new Map<RefundId, 'SUCCESS' | 'FAILED'>();
  let isThere = true;
  const away = err({ type: 'ProviderUnavailable', channel } as const);
  return {
    channel,
    pay(id) {
      const opened = payments.get(id);
      if (opened?.state !== 'NOT_PAID') return false;
      opened.state = 'SUCCESS';
      return true;
    },
    setAvailable: (isAvailable) => {
      isThere = isAvailable;
    },
    async prepay({ paymentId, amountFen }) {
      if (!isThere) return away;
      if (!payments.has(paymentId)) payments.set(paymentId, { amountFen, state: 'NOT_PAID', refundedFen: 0 });
      return ok({ payUrl: `/pay/${paymentId}` });
    },
    async queryPayment(id) {
      if (!isThere) return away;
      const opened = payments.get(id);
      if (opened?.state === 'SUCCESS')
        return ok({ state: 'SUCCESS', providerRef: `paid-${id}`, amountFen: opened.amountFen });
      return ok({ state: opened?.state ?? 'NOT_PAID' });
    },
    async closePayment(id) {
      if (!isThere) return away;
      const opened = payments.get(id);
      if (opened?.state === 'SUCCESS') return err({ type: 'AlreadyPaid' });
      if (opened) opened.state = 'CLOSED';
      return done;
    },
    async refund({ refundId, paymentId, amountFen }) {
      if (!isThere) return away;
      const known = refunds.get(refundId);
      if (known) return ok({ state: known });
      const opened = payments.get(paymentId);
      const isCovered = opened?.state === 'SUCCESS' && opened.refundedFen + amountFen <= opened.amountFen;
      if (opened && isCovered) opened.refundedFen += amountFen;
      refunds.set(refundId, isCovered ? 'SUCCESS' : 'FAILED');
      return ok({ state: isCovered ? 'SUCCESS' : 'FAILED' });
    },
    async queryRefund(id) {
      return isThere ? ok({ state: refunds.get(id) ?? 'UNKNOWN' }) : away;
    },
    openCallback: async () => err({ type: 'CallbackForged', why: 'this provider never calls back' }),
  };
};
