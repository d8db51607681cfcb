import type { IdempotencyStore, Once } from '../shared/idempotency.js';
import { err, ok } from '../shared/result.js';
import type { Tables } from './in-memory-tables.js';

const keyOf = ({ accountId, operation, key }: Once): string => `${accountId}/${operation}/${key}`;

export const inMemoryIdempotency = ({ claims }: Tables): IdempotencyStore => ({
  async claim(once, now) {
    const earlier = claims.get(keyOf(once));
    if (!earlier) {
      claims.insert(keyOf(once), { requestHash: once.requestHash, answer: undefined, at: now });
      return ok(undefined);
    }
    return earlier.requestHash === once.requestHash
      ? ok({ answer: earlier.answer })
      : err({ type: 'KeyReused', key: once.key });
  },
  async record(once, answer) {
    const claim = claims.get(keyOf(once));
    if (claim) claims.put(keyOf(once), { ...claim, answer });
  },
  claimAll: async (all, now) =>
    all.map(({ once, answer }) => {
      const earlier = claims.get(keyOf(once));
      if (!earlier) {
        claims.insert(keyOf(once), { requestHash: once.requestHash, answer, at: now });
        return ok(undefined);
      }
      return earlier.requestHash === once.requestHash
        ? ok({ answer: earlier.answer })
        : err({ type: 'KeyReused', key: once.key });
    }),
  async release(all) {
    for (const once of all) claims.delete(keyOf(once));
  },
});
