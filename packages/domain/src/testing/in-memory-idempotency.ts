import type { IdempotencyStore, Once } from '../shared/idempotency.js';
import { err, ok } from '../shared/result.js';
import type { Tables } from './in-memory-tables.js';

const keyOf = ({ accountId, operation, key }: Once): string => `${accountId}/${operation}/${key}`;

export const inMemoryIdempotency = ({ claims }: Tables): IdempotencyStore => {
  const claim = (once: Once, now: Date, answer?: unknown) => {
    const earlier = claims.get(keyOf(once));
    if (!earlier) {
      claims.insert(keyOf(once), { requestHash: once.requestHash, answer, at: now });
      return ok(undefined);
    }
    return earlier.requestHash === once.requestHash
      ? ok({ answer: earlier.answer })
      : err({ type: 'KeyReused' as const, key: once.key });
  };
  return {
    claim: async (once, now) => claim(once, now),
    claimNow: async (once, now) => claim(once, now),
    async record(once, answer) {
      const made = claims.get(keyOf(once));
      if (made) claims.put(keyOf(once), { ...made, answer });
    },
    claimAll: async (all, now) => all.map(({ once, answer }) => claim(once, now, answer)),
    async release(all) {
      for (const once of all) claims.delete(keyOf(once));
    },
  };
};
