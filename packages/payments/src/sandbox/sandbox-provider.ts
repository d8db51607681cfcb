import type {
  Channel,
  PaymentProvider,
  ProviderRefundState,
  ProviderUnavailable,
} from '@banzhen/domain/payments';
import type { Clock } from '@banzhen/domain/shared/clock';
import { done, err, ok, type Result } from '@banzhen/domain/shared/result';
import { type JsonObject, parseObject, textAt } from '../json-reader.js';
import { type PlatformKey, readSignature, verifyMessage } from '../signed-message.js';
import { type Merchant, notForUs, openCallback, paymentStateIn, refundStateIn } from './callback.js';
import { CURRENCY, requestFrom, type SandboxWire, SIGNATURE_PREFIX, type WireRequest } from './wire.js';

export type SandboxProviderOptions = {
  readonly channel: Channel;
  readonly gateway: SandboxWire;
  readonly merchantId: string;
  /** Pinned keys of the provider; two while one replaces the other. */
  readonly platformKeys: readonly PlatformKey[];
  /** 32 bytes of text. */
  readonly apiKey: string;
  readonly clock: Clock;
};

type Answer = { readonly status: number; readonly words: JsonObject };

/** Asks the provider; an answer that is not signed by it counts as none. */
const asking =
  ({ channel, gateway, merchantId, platformKeys, apiKey, clock }: SandboxProviderOptions) =>
  async (
    method: WireRequest['method'],
    path: string,
    words?: JsonObject,
  ): Promise<Result<Answer, ProviderUnavailable>> => {
    const body = words === undefined ? '' : JSON.stringify(words);
    const response = await gateway
      .call(requestFrom(merchantId, apiKey, { method, path, body }))
      .catch(() => undefined);
    if (response === undefined || response.status >= 500)
      return err({ type: 'ProviderUnavailable', channel });
    const signature = readSignature(response.headers, SIGNATURE_PREFIX);
    const answer = parseObject(response.body);
    const believed =
      answer !== undefined && verifyMessage(platformKeys, signature, response.body, clock.now()).ok;
    return believed
      ? ok({ status: response.status, words: answer })
      : err({ type: 'ProviderUnavailable', channel });
  };

/** A call that no correct merchant makes, such as another amount under a known id. */
const bug = (act: string, { status, words }: Answer): Error =>
  new Error(`the sandbox provider refused ${act}: ${status} ${textAt(words, 'code') ?? ''}`);

type Ask = ReturnType<typeof asking>;

const isAbout = (words: JsonObject, { merchantId }: Merchant, name: string, id: string): boolean =>
  words[name] === id && words.mchid === merchantId;

const payingBy = (
  ask: Ask,
  merchant: Merchant,
): Pick<PaymentProvider, 'prepay' | 'queryPayment' | 'closePayment'> => ({
  async prepay({ paymentId, amountFen, description, expiresAt }) {
    const answer = await ask('POST', '/v1/payments', {
      out_trade_no: paymentId,
      channel: merchant.channel,
      description,
      time_expire: expiresAt.toISOString(),
      amount: { total: amountFen, currency: CURRENCY },
    });
    if (!answer.ok) return answer;
    const payUrl = textAt(answer.value.words, 'pay_url');
    if (payUrl === undefined) throw bug(`to open payment ${paymentId}`, answer.value);
    return ok({ payUrl });
  },
  async queryPayment(id) {
    const answer = await ask('GET', `/v1/payments/${id}`);
    if (!answer.ok) return answer;
    const { status, words } = answer.value;
    // An order the provider has never seen was never paid.
    if (status === 404) return ok({ state: 'NOT_PAID' });
    const state = isAbout(words, merchant, 'out_trade_no', id) ? paymentStateIn(words) : undefined;
    if (state?.state === 'SUCCESS' && notForUs(words, merchant) !== undefined)
      return ok({ state: 'UNKNOWN' });
    return ok(state ?? { state: 'UNKNOWN' });
  },
  async closePayment(id) {
    const answer = await ask('POST', `/v1/payments/${id}/close`, { channel: merchant.channel });
    if (!answer.ok) return answer;
    if (answer.value.status === 200) return done;
    if (textAt(answer.value.words, 'code') === 'ORDER_PAID') return err({ type: 'AlreadyPaid' });
    throw bug(`to close payment ${id}`, answer.value);
  },
});

const refundingBy = (ask: Ask, merchant: Merchant): Pick<PaymentProvider, 'refund' | 'queryRefund'> => {
  const stateOf = (words: JsonObject, refundId: string): ProviderRefundState => {
    const state = isAbout(words, merchant, 'out_refund_no', refundId) ? refundStateIn(words) : undefined;
    return state ?? { state: 'UNKNOWN' };
  };
  return {
    async refund({ refundId, paymentId, amountFen, totalFen }) {
      const answer = await ask('POST', '/v1/refunds', {
        out_trade_no: paymentId,
        out_refund_no: refundId,
        amount: { refund: amountFen, total: totalFen, currency: CURRENCY },
      });
      if (!answer.ok) return answer;
      const code = textAt(answer.value.words, 'code');
      if (code === 'NOT_ENOUGH' || code === 'NOT_PAID' || code === 'NOT_FOUND')
        return ok({ state: 'FAILED' });
      if (code !== undefined) throw bug(`refund ${refundId}`, answer.value);
      return ok(stateOf(answer.value.words, refundId));
    },
    async queryRefund(id) {
      const answer = await ask('GET', `/v1/refunds/${id}`);
      return answer.ok ? ok(stateOf(answer.value.words, id)) : answer;
    },
  };
};

/** The merchant's side of the sandbox provider: all it knows comes over the wire, and only signed words count. */
export const sandboxProvider = (options: SandboxProviderOptions): PaymentProvider => {
  const { channel, merchantId, platformKeys, apiKey, clock } = options;
  if (Buffer.byteLength(apiKey) !== 32) throw new RangeError('the API key must have 32 bytes');
  const merchant = { channel, merchantId, apiKey };
  const ask = asking(options);
  return {
    channel,
    ...payingBy(ask, merchant),
    ...refundingBy(ask, merchant),
    openCallback: async (headers, body) => openCallback(merchant, platformKeys, headers, body, clock.now()),
  };
};
