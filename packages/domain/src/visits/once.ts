import type { Caller } from '../shared/actor.js';
import type { Once } from '../shared/idempotency.js';

const HALF = 2 ** 32;

/**
 * FNV-1a over the canonical text, 64 bits in two halves: it tells an honest repetition from a mistake, it does not guard anything.
 * The prime is 2^40 + 435.
 */
const digest = (text: string): string => {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const character of text) {
    low = (low ^ (character.codePointAt(0) ?? 0)) >>> 0;
    const product = low * 435;
    high = (high * 435 + Math.floor(product / HALF) + low * 256) % HALF;
    low = product % HALF;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
};

/** The claim of one request by one caller; the same key with another request is an error. */
export const onceFor = (actor: Caller, operation: string, key: string, request: object): Once => ({
  accountId: actor.accountId,
  operation,
  key,
  requestHash: digest(
    JSON.stringify(Object.entries(request).sort(([left], [right]) => (left < right ? -1 : 1))),
  ),
});

/** The claim of a request that may carry a key; without one, every request has its own effect. */
export const onceIfKeyed = (
  actor: Caller,
  operation: string,
  key: string | undefined,
  request: object,
): { readonly once?: Once } => (key === undefined ? {} : { once: onceFor(actor, operation, key, request) });
