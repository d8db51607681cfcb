import type { Channel } from '@banzhen/domain/payments';
import { refundState, type SandboxOrder, type SandboxRefund } from './sandbox-order.js';
import { CURRENCY } from './wire.js';

type Words = {
  readonly mchid: string;
  readonly channel: Channel;
  readonly out_trade_no: string;
  readonly amount: { readonly total: number; readonly refund?: number; readonly currency: string };
};
export type PaymentWords = Words & { readonly trade_state: string; readonly transaction_id?: string };
export type RefundWords = Words & { readonly out_refund_no: string; readonly refund_status: string };

/** How the provider writes a payment down, in answers and in notices. */
export const paymentWords = (merchantId: string, order: SandboxOrder): PaymentWords => ({
  mchid: merchantId,
  channel: order.channel,
  out_trade_no: order.paymentId,
  trade_state: order.state,
  ...(order.state === 'SUCCESS' ? { transaction_id: order.transactionId } : {}),
  amount: { total: order.amountFen, currency: CURRENCY },
});

/** How the provider writes a refund down, in answers and in notices. */
export const refundWords = (
  merchantId: string,
  order: SandboxOrder,
  refund: SandboxRefund,
  now: Date,
): RefundWords => ({
  mchid: merchantId,
  channel: order.channel,
  out_trade_no: order.paymentId,
  out_refund_no: refund.refundId,
  refund_status: refundState(refund, now),
  amount: { refund: refund.amountFen, total: order.amountFen, currency: CURRENCY },
});
