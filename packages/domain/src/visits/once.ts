import type { Caller } from '../shared/actor.js';
import type { Once } from '../shared/idempotency.js';

const hex = (half: number): string => (half >>> 0).toString(16).padStart(8, '0');

/**
 * FNV-1a over the canonical text, 64 bits in two halves: it tells an honest repetition from a mistake, it does not guard anything.
 * The prime is 2^40 + 435. In whole numbers of 32 bits, because every wish of a crowd has one.
 */
const digest = (text: string): string => {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let at = 0; at < text.length; at += 1) {
    const point = text.codePointAt(at) ?? 0;
    if (point > 0xffff) at += 1;
    low ^= point;
    const carry = ((low >>> 16) * 435 + (((low & 0xffff) * 435) >>> 16)) >>> 16;
    high = Math.imul(high, 435) + carry + (low << 8);
    low = Math.imul(low, 435);
  }
  return hex(high) + hex(low);
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
