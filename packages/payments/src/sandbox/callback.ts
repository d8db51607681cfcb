import type {
  CallbackForged,
  Channel,
  ProviderNotice,
  ProviderPaymentState,
  ProviderRefundState,
} from '@banzhen/domain/payments';
import type { Brand } from '@banzhen/domain/shared/brand';
import { idFrom } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import { amountAt, type JsonObject, objectAt, parseObject, textAt } from '../json-reader.js';
import { openResource } from '../sealed-resource.js';
import { type MessageHeaders, type PlatformKey, readSignature, verifyMessage } from '../signed-message.js';
import { CURRENCY, SIGNATURE_PREFIX } from './wire.js';

export type Merchant = { readonly channel: Channel; readonly merchantId: string; readonly apiKey: string };

const forged = (why: string): Result<never, CallbackForged> => err({ type: 'CallbackForged', why });

const idAt = <Id extends Brand<string, string>>(words: JsonObject, name: string): Id | undefined => {
  try {
    return idFrom<Id>(textAt(words, name) ?? '');
  } catch {
    return undefined;
  }
};

/** What the provider's words say of a payment; undefined when they are not words of a payment. */
export const paymentStateIn = (words: JsonObject): ProviderPaymentState | undefined => {
  const [state, providerRef] = [textAt(words, 'trade_state'), textAt(words, 'transaction_id')];
  const amountFen = amountAt(objectAt(words, 'amount') ?? {}, 'total');
  if (state === 'SUCCESS')
    return providerRef && amountFen !== undefined ? { state, providerRef, amountFen } : undefined;
  if (state === 'NOTPAY') return { state: 'NOT_PAID' };
  if (state === 'CLOSED' || state === 'UNKNOWN') return { state };
  return state === 'PAYERROR' ? { state: 'FAILED' } : undefined;
};

/** What the provider's words say of a refund; undefined when they are not words of a refund. */
export const refundStateIn = (words: JsonObject): ProviderRefundState | undefined => {
  const state = textAt(words, 'refund_status');
  return state === 'SUCCESS' || state === 'PROCESSING' || state === 'FAILED' || state === 'UNKNOWN'
    ? { state }
    : undefined;
};

/** Whether the words are meant for this merchant and channel, in yuan; answers what is wrong. */
export const notForUs = (words: JsonObject, { merchantId, channel }: Merchant): string | undefined => {
  if (words.mchid !== merchantId) return 'another merchant';
  if (words.channel !== channel) return 'another channel';
  return textAt(objectAt(words, 'amount') ?? {}, 'currency') === CURRENCY ? undefined : 'another currency';
};

const noticeFrom = (eventId: string, words: JsonObject): ProviderNotice | undefined => {
  const paymentId = idAt<ProviderPaymentId>(words, 'out_trade_no');
  const refundId = idAt<ProviderRefundId>(words, 'out_refund_no');
  const [payment, refund] = [paymentStateIn(words), refundStateIn(words)];
  if (refund !== undefined && refundId !== undefined) return { kind: 'refund', eventId, refundId, refund };
  return payment !== undefined && paymentId !== undefined
    ? { kind: 'payment', eventId, paymentId, payment }
    : undefined;
};
type ProviderPaymentId = Extract<ProviderNotice, { kind: 'payment' }>['paymentId'];
type ProviderRefundId = Extract<ProviderNotice, { kind: 'refund' }>['refundId'];

/** Opens the body of a notice whose signature was verified before: decrypts it and checks that it is for us (PAY6). */
export const openNotice = (merchant: Merchant, body: string): Result<ProviderNotice, CallbackForged> => {
  const envelope = parseObject(body) ?? {};
  const resource = objectAt(envelope, 'resource') ?? {};
  const [ciphertext, nonce] = [textAt(resource, 'ciphertext'), textAt(resource, 'nonce')];
  const [eventId, associated] = [textAt(envelope, 'id'), textAt(resource, 'associated_data')];
  if (!eventId || !ciphertext || !nonce || associated === undefined) return forged('not a notice');
  const text = openResource(merchant.apiKey, { ciphertext, nonce, associated_data: associated });
  const words = text === undefined ? undefined : parseObject(text);
  if (words === undefined) return forged('the sealed part does not open');
  const wrong = notForUs(words, merchant);
  if (wrong !== undefined) return forged(wrong);
  const notice = noticeFrom(eventId, words);
  return notice === undefined ? forged('the sealed part is not about a payment or a refund') : ok(notice);
};

/** PAY1: signature, serial and time over the raw body first; only then is the body opened. */
export const openCallback = (
  merchant: Merchant,
  platformKeys: readonly PlatformKey[],
  headers: MessageHeaders,
  body: string,
  now: Date,
): Result<ProviderNotice, CallbackForged> => {
  const verified = verifyMessage(platformKeys, readSignature(headers, SIGNATURE_PREFIX), body, now);
  return verified.ok ? openNotice(merchant, body) : forged(verified.error.why);
};
