import type { Actor } from '../shared/actor.js';
import type { IdempotencyStore, KeyReused, Once, RequestRunning } from '../shared/idempotency.js';
import { ok, type Result } from '../shared/result.js';
import { onceFor } from './once.js';

/** What a request with a key may be told beside its own answer. */
export type NotOnce = KeyReused | RequestRunning;

/** The claim of a request that carries a key, by whoever can carry one. */
const onceOf = (
  actor: Actor,
  operation: string,
  { idempotencyKey, ...request }: { readonly idempotencyKey?: string },
): Once | undefined =>
  idempotencyKey === undefined || !('accountId' in actor)
    ? undefined
    : onceFor(actor, operation, idempotencyKey, request);

/**
 * Does `work` once for a request that carries a key, in the transaction of its effect (IN3, 5.5): a repeated request by the same
 * caller is given the answer of the first, one with other contents is refused, and so is one that comes while the first is under
 * way. Without a key it is just done. Whether the caller may is to be decided before. Answers are ids, words and numbers.
 */
export const onceAnswered = async <T, E>(
  { idempotency }: { readonly idempotency: IdempotencyStore },
  asked: {
    readonly actor: Actor;
    readonly operation: string;
    readonly request: { readonly idempotencyKey?: string };
    readonly now: Date;
  },
  work: () => Promise<Result<T, E>>,
): Promise<Result<T, E | NotOnce>> => {
  const once = onceOf(asked.actor, asked.operation, asked.request);
  if (!once) return work();
  const claimed = await idempotency.claimNow(once, asked.now);
  if (!claimed.ok) return claimed;
  if (claimed.value) return ok(claimed.value.answer as T);
  const result = await work();
  if (result.ok) await idempotency.record(once, result.value);
  return result;
};
