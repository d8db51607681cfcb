import { generateKeyPairSync } from 'node:crypto';
import { sealResource } from '../sealed-resource.js';
import { type SigningKey, signMessage } from '../signed-message.js';
import type { SandboxBehaviour } from './sandbox-behaviour.js';
import type { SandboxKeys } from './sandbox-keys.js';
import { SIGNATURE_PREFIX, type WireNotice } from './wire.js';
import type { PaymentWords, RefundWords } from './wire-words.js';

type Words = PaymentWords | RefundWords;

const bodyOf = (eventId: string, words: Words, apiKey: string, at: Date): string => {
  const kind = 'out_refund_no' in words ? 'refund' : 'transaction';
  return JSON.stringify({
    id: eventId,
    create_time: at.toISOString(),
    event_type: kind === 'refund' ? 'REFUND.SETTLED' : 'TRANSACTION.SETTLED',
    resource_type: 'encrypt-resource',
    resource: { original_type: kind, ...sealResource(apiKey, JSON.stringify(words), kind) },
  });
};

/** The signature as the headers of an answer or a notice. */
export const signatureHeaders = (
  key: SigningKey,
  body: string,
  at: Date,
): Readonly<Record<string, string>> => {
  const signature = signMessage(key, body, at);
  const named = Object.entries(signature).map(([name, value]) => [`${SIGNATURE_PREFIX}${name}`, value]);
  return { 'content-type': 'application/json', ...Object.fromEntries(named) };
};

/** A notice as it goes over the wire: sealed for the merchant, signed by `key`. */
export const writeNotice = (
  eventId: string,
  words: Words,
  keys: SandboxKeys,
  at: Date,
  key: SigningKey = keys.signing,
): WireNotice => {
  const body = bodyOf(eventId, words, keys.apiKey, at);
  return { channel: words.channel, headers: signatureHeaders(key, body, at), body };
};

const falseWords = (forge: SandboxBehaviour['forge'], words: Words): Words => {
  if (forge === 'merchant') return { ...words, mchid: `${words.mchid}9` };
  if (forge === 'currency') return { ...words, amount: { ...words.amount, currency: 'USD' } };
  if (forge === 'amount') return { ...words, amount: { ...words.amount, total: words.amount.total + 1 } };
  return words;
};

/** A false notice of the wanted kind about a true fact, under an event id of its own. */
export const forgeNotice = (
  forge: SandboxBehaviour['forge'],
  eventId: string,
  words: Words,
  keys: SandboxKeys,
  at: Date,
): WireNotice => {
  const stranger = () => generateKeyPairSync('ed25519').privateKey;
  const key =
    forge === 'signature'
      ? { serial: keys.signing.serial, privateKey: stranger() }
      : forge === 'key'
        ? { serial: 'STRANGER', privateKey: stranger() }
        : keys.signing;
  return writeNotice(`${eventId}-forged`, falseWords(forge, words), keys, at, key);
};
