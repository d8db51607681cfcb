import type { Person } from '../shared/actor.js';
import type { Once } from '../shared/idempotency.js';

/** FNV-1a over the canonical text: it tells an honest repetition from a mistake, it does not guard anything. */
const digest = (text: string): string => {
  let hash = 0xcbf29ce484222325n;
  for (const character of text) {
    hash ^= BigInt(character.codePointAt(0) ?? 0);
    hash = (hash * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, '0');
};

/** The claim of one request by one person; the same key with another request is an error. */
export const onceFor = (actor: Person, operation: string, key: string, request: object): Once => ({
  accountId: actor.accountId,
  operation,
  key,
  requestHash: digest(
    JSON.stringify(Object.entries(request).sort(([left], [right]) => (left < right ? -1 : 1))),
  ),
});

/** The claim of a request that may carry a key; without one, every request has its own effect. */
export const onceIfKeyed = (
  actor: Person,
  operation: string,
  key: string | undefined,
  request: object,
): { readonly once?: Once } => (key === undefined ? {} : { once: onceFor(actor, operation, key, request) });
