import type { ClinicGateway, ClinicReply } from '@banzhen/domain/appointments';
import type { PaymentProvider } from '@banzhen/domain/payments';
import type { PaymentId, RefundId } from '@banzhen/domain/shared/ids';
import { inMemoryPaymentProvider } from '@banzhen/domain/testing';

/** A payment provider and a clinic, which live on while processes die, and what they remember of it. */
export interface Outside {
  readonly provider: PaymentProvider;
  readonly gateway: ClinicGateway;
  /** What the clinic says from now on. */
  reply(reply: ClinicReply['kind']): void;
  /** The family pays; false when it cannot any more. */
  pay(id: PaymentId): boolean;
  /** What the provider has taken, less what it has given back, in fen. */
  keptFen(): number;
  /** How often a payment was given back more than once under different numbers, or beyond what was paid. */
  overRefunds(): number;
}

export const theOutside = (): Outside => {
  const inner = inMemoryPaymentProvider('wechat');
  const opened = new Map<PaymentId, number>();
  const paid = new Set<PaymentId>();
  const refunded = new Map<RefundId, { readonly paymentId: PaymentId; readonly amountFen: number }>();
  let kind: ClinicReply['kind'] = 'booked';
  const backOf = (id: PaymentId): number =>
    [...refunded.values()]
      .filter(({ paymentId }) => paymentId === id)
      .reduce((sum, { amountFen }) => sum + amountFen, 0);
  return {
    provider: {
      ...inner,
      async prepay(request) {
        if (!opened.has(request.paymentId)) opened.set(request.paymentId, request.amountFen);
        return inner.prepay(request);
      },
      async refund(request) {
        const { refundId, paymentId, amountFen } = request;
        const answer = await inner.refund(request);
        if (answer.ok && answer.value.state === 'SUCCESS') refunded.set(refundId, { paymentId, amountFen });
        return answer;
      },
    },
    gateway: {
      book: async ({ id }) => (kind === 'booked' ? { kind, clinicRecord: `record-${id}` } : { kind }),
    },
    reply(next) {
      kind = next;
    },
    pay(id) {
      const isPaid = inner.pay(id);
      if (isPaid) paid.add(id);
      return isPaid;
    },
    keptFen: () => [...paid].reduce((sum, id) => sum + (opened.get(id) ?? 0) - backOf(id), 0),
    overRefunds: () => [...paid].filter((id) => backOf(id) > (opened.get(id) ?? 0)).length,
  };
};
