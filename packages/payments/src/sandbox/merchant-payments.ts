import { randomBytes } from 'node:crypto';
import { channels } from '@banzhen/domain/payments';
import { amountAt, type JsonObject, objectAt, textAt } from '../json-reader.js';
import { type Answer, acting, type ProviderDesk, refused, told } from './merchant-answer.js';
import { closeOrder, type SandboxOrder } from './sandbox-order.js';
import { CURRENCY } from './wire.js';
import { paymentWords } from './wire-words.js';

const newOrder = (
  paymentId: string,
  channel: SandboxOrder['channel'],
  patch: Partial<SandboxOrder>,
): SandboxOrder => ({
  revision: 1,
  paymentId,
  channel,
  amountFen: 0,
  description: '',
  expiresAt: 0,
  state: 'NOTPAY',
  transactionId: `sandbox-${randomBytes(12).toString('hex')}`,
  refunds: [],
  ...patch,
});

const orderFrom = (body: JsonObject): SandboxOrder | undefined => {
  const amount = objectAt(body, 'amount') ?? {};
  const [paymentId, description] = [textAt(body, 'out_trade_no'), textAt(body, 'description')];
  const [amountFen, expiresAt] = [amountAt(amount, 'total'), Date.parse(textAt(body, 'time_expire') ?? '')];
  const channel = channels.find((one) => one === body.channel);
  if (!paymentId || !channel || amountFen === undefined || description === undefined) return undefined;
  if (textAt(amount, 'currency') !== CURRENCY || Number.isNaN(expiresAt)) return undefined;
  return newOrder(paymentId, channel, { amountFen, description, expiresAt });
};

/** What the provider does with payments when its merchant asks. */
export const merchantPayments = ({ merchantId, orders, behaviourOf, cashierOrigin = '' }: ProviderDesk) => ({
  async prepay(body: JsonObject): Promise<Answer> {
    const asked = orderFrom(body);
    if (asked === undefined) return refused(400, 'PARAM_ERROR');
    return acting((await behaviourOf(asked.paymentId)).prepay, async () => {
      const kept = await orders.insert(asked);
      if (kept.state !== 'CLOSED' && kept.amountFen !== asked.amountFen)
        return refused(400, 'AMOUNT_CHANGED');
      return told({ pay_url: `${cashierOrigin}/sandbox/pay/${asked.paymentId}` });
    });
  },

  async query(paymentId: string): Promise<Answer> {
    const { query: manner } = await behaviourOf(paymentId);
    return acting(manner, async () => {
      if (manner === 'unknown')
        return told({ mchid: merchantId, out_trade_no: paymentId, trade_state: 'UNKNOWN' });
      const order = await orders.find(paymentId);
      return order === undefined ? refused(404, 'ORDER_NOT_EXIST') : told(paymentWords(merchantId, order));
    });
  },

  async close(paymentId: string, body: JsonObject): Promise<Answer> {
    return acting((await behaviourOf(paymentId)).close, async () => {
      const channel = channels.find((one) => one === body.channel);
      if (channel === undefined) return refused(400, 'PARAM_ERROR');
      // An order that never arrived is kept as closed, so that a prepay still under way cannot open it.
      await orders.insert(newOrder(paymentId, channel, { state: 'CLOSED' }));
      const closed = await orders.change(paymentId, closeOrder);
      return !closed.ok && closed.error === 'ORDER_PAID' ? refused(400, 'ORDER_PAID') : told({});
    });
  },
});
