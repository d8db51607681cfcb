import { randomBytes } from 'node:crypto';
import { channels } from '@banzhen/domain/payments';
import type { Clock } from '@banzhen/domain/shared/clock';
import { amountAt, type JsonObject, objectAt, parseObject, textAt } from '../json-reader.js';
import { signatureHeaders } from './notice-writing.js';
import type { SandboxBehaviour } from './sandbox-behaviour.js';
import type { SandboxKeys } from './sandbox-keys.js';
import { closeOrder, refundOrder, type SandboxOrder } from './sandbox-order.js';
import type { SandboxOrders } from './sandbox-orders.js';
import { CURRENCY, isRequestOf, type WireRequest, type WireResponse } from './wire.js';
import { paymentWords, refundWords } from './wire-words.js';

type Answer = { readonly status: number; readonly words: JsonObject };
type Dependencies = {
  readonly clock: Clock;
  readonly merchantId: string;
  readonly keys: SandboxKeys;
  readonly cashierOrigin?: string;
  readonly orders: SandboxOrders;
  readonly behaviourOf: (paymentId: string) => Promise<SandboxBehaviour>;
  readonly announce: (
    event: {
      readonly eventId: string;
      readonly paymentId: string;
      readonly refundId: string;
      readonly attempt: number;
    },
    factAt: number,
  ) => Promise<void>;
  readonly wake: () => void;
};

/** What a merchant sees when the line breaks: it may have happened or not. */
class ConnectionBroken extends Error {
  override name = 'ConnectionBroken';
}

const refused = (status: number, code: string): Answer => ({ status, words: { code } });
const told = (words: JsonObject): Answer => ({ status: 200, words });

/** The behaviour around an act: not at all, with its answer lost, or plainly. */
const acting = async (manner: string, act: () => Promise<Answer>): Promise<Answer> => {
  if (manner === 'unavailable') throw new ConnectionBroken();
  const answer = await act();
  if (manner === 'lost') throw new ConnectionBroken();
  return answer;
};

const paymentIdIn = (path: string): string => path.split('/')[3] ?? '';

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

/** The provider's answers to its merchant, each signed. */
export const merchantCalls = (provider: Dependencies) => {
  const { clock, merchantId, keys, orders, behaviourOf, cashierOrigin = '' } = provider;

  const prepay = async (body: JsonObject): Promise<Answer> => {
    const asked = orderFrom(body);
    if (asked === undefined) return refused(400, 'PARAM_ERROR');
    return acting((await behaviourOf(asked.paymentId)).prepay, async () => {
      const kept = await orders.insert(asked);
      if (kept.state !== 'CLOSED' && kept.amountFen !== asked.amountFen)
        return refused(400, 'AMOUNT_CHANGED');
      return told({ pay_url: `${cashierOrigin}/sandbox/pay/${asked.paymentId}` });
    });
  };

  const query = async (paymentId: string): Promise<Answer> => {
    const { query: manner } = await behaviourOf(paymentId);
    return acting(manner, async () => {
      const order = await orders.find(paymentId);
      if (manner === 'unknown')
        return told({ mchid: merchantId, out_trade_no: paymentId, trade_state: 'UNKNOWN' });
      return order === undefined ? refused(404, 'ORDER_NOT_EXIST') : told(paymentWords(merchantId, order));
    });
  };

  const close = async (paymentId: string, body: JsonObject): Promise<Answer> =>
    acting((await behaviourOf(paymentId)).close, async () => {
      const channel = channels.find((one) => one === body.channel);
      if (channel === undefined) return refused(400, 'PARAM_ERROR');
      // An order that never arrived is kept as closed, so that a prepay still under way cannot open it.
      await orders.insert(newOrder(paymentId, channel, { state: 'CLOSED' }));
      const closed = await orders.change(paymentId, closeOrder);
      return !closed.ok && closed.error === 'ORDER_PAID' ? refused(400, 'ORDER_PAID') : told({});
    });

  const refund = async (body: JsonObject): Promise<Answer> => {
    const [paymentId, refundId] = [textAt(body, 'out_trade_no'), textAt(body, 'out_refund_no')];
    const amountFen = amountAt(objectAt(body, 'amount') ?? {}, 'refund');
    if (!paymentId || !refundId || amountFen === undefined) return refused(400, 'PARAM_ERROR');
    const behaviour = await behaviourOf(paymentId);
    return acting(behaviour.refund, async () => {
      const now = clock.now();
      const step = (order: SandboxOrder) => refundOrder(order, { refundId, amountFen }, now, behaviour);
      const order = await orders.find(paymentId);
      const planned = order && step(order);
      if (planned?.ok) {
        const { attempt = 1, settlesAt = 0 } = planned.value.refunds.at(-1) ?? {};
        await orders.noteRefund(refundId, paymentId);
        await provider.announce(
          { eventId: `${refundId}-${attempt}`, paymentId, refundId, attempt },
          settlesAt,
        );
      }
      const changed = await orders.change(paymentId, step);
      provider.wake();
      if (!changed.ok && changed.error !== 'ASKED_BEFORE') return refused(400, changed.error);
      if (behaviour.refund === 'unknown')
        return told({ mchid: merchantId, out_refund_no: refundId, refund_status: 'UNKNOWN' });
      return refundTold(await orders.find(paymentId), refundId);
    });
  };

  const refundTold = (order: SandboxOrder | undefined, refundId: string): Answer => {
    const found = order?.refunds.find((one) => one.refundId === refundId);
    if (order === undefined || found === undefined) return refused(404, 'REFUND_NOT_EXIST');
    return told(refundWords(merchantId, order, found, clock.now()));
  };

  const queryRefund = async (refundId: string): Promise<Answer> => {
    const order = await orders.findByRefund(refundId);
    const { query: manner } = await behaviourOf(order?.paymentId ?? refundId);
    return acting(manner, async () =>
      manner === 'unknown'
        ? told({ mchid: merchantId, out_refund_no: refundId, refund_status: 'UNKNOWN' })
        : refundTold(order, refundId),
    );
  };

  const route = async ({ method, path, body }: WireRequest): Promise<Answer> => {
    const words = parseObject(body) ?? {};
    if (method === 'POST' && path === '/v1/payments') return prepay(words);
    if (method === 'POST' && path === '/v1/refunds') return refund(words);
    if (method === 'POST' && /^\/v1\/payments\/[\w-]+\/close$/.test(path))
      return close(paymentIdIn(path), words);
    if (method === 'GET' && /^\/v1\/payments\/[\w-]+$/.test(path)) return query(paymentIdIn(path));
    if (method === 'GET' && /^\/v1\/refunds\/[\w-]+$/.test(path)) return queryRefund(paymentIdIn(path));
    return refused(404, 'NO_SUCH_ADDRESS');
  };

  return async (request: WireRequest): Promise<WireResponse> => {
    const { status, words } = isRequestOf(merchantId, keys.apiKey, request)
      ? await route(request)
      : refused(401, 'SIGN_ERROR');
    const body = JSON.stringify(words);
    return { status, headers: signatureHeaders(keys.signing, body, clock.now()), body };
  };
};
