import { isOfProvider, type Refund, submitRefund } from '../../payments/index.js';
import { ok } from '../../shared/result.js';
import type { PaymentDeps } from '../payment-deps.js';
import type { makeRecordRefund, RefundRecord } from './record-refund.js';

/**
 * R3, R5: hands a due refund to the provider, or asks after one whose answer was lost. The refund's own id is the
 * provider's key, so a crash in between can never pay it twice (PAY8, PAY11).
 */
export const makeSendRefund =
  (deps: PaymentDeps, recordRefund: ReturnType<typeof makeRecordRefund>) =>
  async (due: Refund): Promise<RefundRecord> => {
    const now = deps.clock.now();
    const submitted = await deps.unitOfWork.run<Refund | undefined, never>(async (stores) => {
      const refund = await stores.refunds.find(due.id);
      const next = refund && submitRefund(refund, now);
      if (!next?.ok) return ok(undefined);
      const updated = await stores.refunds.update(next.value);
      return ok(updated.ok ? next.value : undefined);
    });
    if (!submitted.ok || !submitted.value) return 'nothing new';
    const refund = submitted.value;
    const found = await deps.unitOfWork.run(async (stores) =>
      ok(await stores.payments.find(refund.paymentId)),
    );
    const payment = found.ok ? found.value : undefined;
    if (!payment || !isOfProvider(payment))
      throw new Error(`refund ${refund.id} has no payment of a provider`);
    const { id: refundId, paymentId, amountFen } = refund;
    const answer = await deps.providers[payment.channel].refund({
      refundId,
      paymentId,
      amountFen,
      totalFen: payment.amountFen,
    });
    return answer.ok ? recordRefund({ refundId, state: answer.value }) : 'nothing new';
  };
