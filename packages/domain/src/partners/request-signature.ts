import { MINUTE_MS } from '../shared/clock.js';
import { done, err, type Result } from '../shared/result.js';

/** A request that changes something, as it was sent: what its signature covers, and the signature. */
export type SignedRequest = {
  readonly method: string;
  /** As it was sent, with the query: `/v1/appointments/…/confirm`. */
  readonly target: string;
  /** Headers, empty where they are missing. */
  readonly idempotencyKey: string;
  readonly ifMatch: string;
  /** `Request-Timestamp`: whole seconds since 1970. */
  readonly timestamp: string;
  /** `Request-Signature`: one or more of `v1a,` and base64, with spaces between. */
  readonly signature: string;
  readonly body: string;
};

/** Further than this from the platform's clock a request is no longer, or not yet, taken. */
export const SIGNATURE_TOLERANCE_MS = 5 * MINUTE_MS;

/** The key is for signed requests alone, and this one is not signed. */
export type SignatureNeeded = { readonly type: 'SignatureNeeded' };
/** It was signed too long ago or for the future, or not by the partner, or something of it was changed. */
export type SignatureInvalid = {
  readonly type: 'SignatureInvalid';
  readonly part: 'timestamp' | 'signature';
};
/** Not an Ed25519 public key. */
export type SigningKeyUnfit = { readonly type: 'SigningKeyUnfit' };

const TIMESTAMP = /^\d{1,12}$/;
const SCHEME = 'v1a,';
const MOST_SIGNATURES = 4;

/** What is signed, in the form of Standard Webhooks: `id.timestamp.payload`, with everything in it that decides what is done. */
export const signedText = ({
  idempotencyKey,
  timestamp,
  method,
  target,
  ifMatch,
  body,
}: Omit<SignedRequest, 'signature'>): string =>
  `${idempotencyKey}.${timestamp}.${method} ${target}\n${ifMatch}\n${body}`;

/** Whether a request was sent by whom `isSigned` knows, exactly so, within five minutes of `now` (5.9). */
export const checkSignature = (
  request: SignedRequest,
  now: Date,
  isSigned: (text: string, signature: string) => boolean,
): Result<void, SignatureNeeded | SignatureInvalid> => {
  const { timestamp, signature } = request;
  if (timestamp === '' && signature === '') return err({ type: 'SignatureNeeded' });
  const isNow =
    TIMESTAMP.test(timestamp) &&
    Math.abs(Number(timestamp) * 1_000 - now.getTime()) <= SIGNATURE_TOLERANCE_MS;
  if (!isNow) return err({ type: 'SignatureInvalid', part: 'timestamp' });
  const text = signedText(request);
  const isRight = signature
    .split(' ', MOST_SIGNATURES)
    .some((one) => one.startsWith(SCHEME) && isSigned(text, one.slice(SCHEME.length)));
  return isRight ? done : err({ type: 'SignatureInvalid', part: 'signature' });
};
