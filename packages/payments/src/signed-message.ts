import { type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { done, err, type Result } from '@banzhen/domain/shared/result';

/** What a provider signs with; the serial names the key so that two may be valid while one replaces the other. */
export type SigningKey = { readonly serial: string; readonly privateKey: KeyObject };
/** A provider's public key that we have pinned. */
export type PlatformKey = { readonly serial: string; readonly publicKey: KeyObject };

export type MessageSignature = {
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly nonce: string;
  readonly serial: string;
  /** Base64. */
  readonly signature: string;
};

export type MessageHeaders = Readonly<Record<string, string | undefined>>;

/** How far the signer's clock may be from ours, either way (PAY1). */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** One text has one base64 form here: Node also decodes texts with odd last bits, blanks or the URL alphabet. */
export const bytesFromBase64 = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
};

const signedText = ({ timestamp, nonce }: MessageSignature, body: string): Buffer =>
  Buffer.from(`${timestamp}\n${nonce}\n${body}\n`);

const digestFor = (key: KeyObject): 'RSA-SHA256' | null =>
  key.asymmetricKeyType === 'rsa' ? 'RSA-SHA256' : null;

/** Signs `timestamp\nnonce\nbody\n`, the form of WeChat Pay v3; RSA-SHA256 or Ed25519, whatever the key is. */
export const signMessage = (key: SigningKey, body: string, at: Date): MessageSignature => {
  const unsigned = {
    timestamp: String(Math.floor(at.getTime() / 1000)),
    nonce: randomBytes(16).toString('hex'),
    serial: key.serial,
    signature: '',
  };
  const signature = sign(digestFor(key.privateKey), signedText(unsigned, body), key.privateKey);
  return { ...unsigned, signature: signature.toString('base64') };
};

/** Reads `<prefix>timestamp`, `-nonce`, `-serial` and `-signature`; undefined when one is missing, doubled or out of form. */
export const readSignature = (headers: MessageHeaders, prefix: string): MessageSignature | undefined => {
  const headerOf = (name: string): string => {
    const found = Object.entries(headers).filter(([key]) => key.toLowerCase() === `${prefix}${name}`);
    return (found.length === 1 && found[0]?.[1]) || '';
  };
  const read = {
    timestamp: headerOf('timestamp'),
    nonce: headerOf('nonce'),
    serial: headerOf('serial'),
    signature: headerOf('signature'),
  };
  // A nonce with a line break could move the border between nonce and body.
  const wellFormed = /^[1-9]\d{9}$/.test(read.timestamp) && /^[A-Za-z0-9]{8,64}$/.test(read.nonce);
  return wellFormed && read.signature !== '' ? read : undefined;
};

/** Whether `key` made this signature over these bytes; says nothing about its age. */
export const isSignedBy = (key: KeyObject, signature: MessageSignature, body: string): boolean => {
  const bytes = bytesFromBase64(signature.signature);
  return bytes !== undefined && verify(digestFor(key), signedText(signature, body), key, bytes);
};

/** Believes a message only with a pinned serial, a fresh timestamp and a right signature over the raw body (PAY1). */
export const verifyMessage = (
  keys: readonly PlatformKey[],
  signature: MessageSignature | undefined,
  body: string,
  now: Date,
): Result<void, { readonly why: string }> => {
  if (signature === undefined) return err({ why: 'signature headers are missing or malformed' });
  const key = keys.find(({ serial }) => serial === signature.serial);
  if (key === undefined) return err({ why: 'unknown key serial' });
  const ageMs = Math.abs(now.getTime() - Number(signature.timestamp) * 1000);
  if (ageMs > CLOCK_TOLERANCE_MS) return err({ why: 'timestamp is not within five minutes' });
  return isSignedBy(key.publicKey, signature, body) ? done : err({ why: 'signature does not match' });
};
