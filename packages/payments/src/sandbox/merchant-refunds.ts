import { amountAt, type JsonObject, objectAt, textAt } from '../json-reader.js';
import { type Answer, acting, type ProviderDesk, refused, told } from './merchant-answer.js';
import { refundOrder, type SandboxOrder } from './sandbox-order.js';
import { refundWords } from './wire-words.js';

/** What the provider does with refunds when its merchant asks. */
export const merchantRefunds = (desk: ProviderDesk) => {
  const { clock, merchantId, orders, behaviourOf } = desk;
  const unknown = (refundId: string): Answer =>
    told({ mchid: merchantId, out_refund_no: refundId, refund_status: 'UNKNOWN' });
  const stateOf = (order: SandboxOrder | undefined, refundId: string): Answer => {
    const found = order?.refunds.find((one) => one.refundId === refundId);
    if (order === undefined || found === undefined) return refused(404, 'REFUND_NOT_EXIST');
    return told(refundWords(merchantId, order, found, clock.now()));
  };
  /** Where the refund belongs and the notice of it are kept first, the fact second: see notice-delivery.ts. */
  const prepare = async (order: SandboxOrder, refundId: string): Promise<void> => {
    const { attempt = 1, settlesAt = 0 } = order.refunds.find((one) => one.refundId === refundId) ?? {};
    await orders.noteRefund(refundId, order.paymentId);
    await desk.announceRefund({ paymentId: order.paymentId, refundId, attempt }, settlesAt);
  };

  return {
    async refund(body: JsonObject): Promise<Answer> {
      const [paymentId, refundId] = [textAt(body, 'out_trade_no'), textAt(body, 'out_refund_no')];
      const amountFen = amountAt(objectAt(body, 'amount') ?? {}, 'refund');
      if (!paymentId || !refundId || amountFen === undefined) return refused(400, 'PARAM_ERROR');
      const behaviour = await behaviourOf(paymentId);
      const now = clock.now();
      const step = (order: SandboxOrder) => refundOrder(order, { refundId, amountFen }, now, behaviour);
      return acting(behaviour.refund, async () => {
        const order = await orders.find(paymentId);
        const planned = order && step(order);
        if (planned?.ok) await prepare(planned.value, refundId);
        const changed = await orders.change(paymentId, step);
        desk.wake();
        if (!changed.ok && changed.error !== 'ASKED_BEFORE') return refused(400, changed.error);
        return behaviour.refund === 'unknown'
          ? unknown(refundId)
          : stateOf(await orders.find(paymentId), refundId);
      });
    },

    async query(refundId: string): Promise<Answer> {
      const order = await orders.findByRefund(refundId);
      const { query: manner } = await behaviourOf(order?.paymentId ?? refundId);
      return acting(manner, async () =>
        manner === 'unknown' ? unknown(refundId) : stateOf(order, refundId),
      );
    },
  };
};
