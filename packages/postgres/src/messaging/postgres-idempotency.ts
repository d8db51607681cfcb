import type { IdempotencyStore } from '@banzhen/domain/shared/idempotency';
import { err, ok } from '@banzhen/domain/shared/result';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import { at, json } from '../sql-values.js';
import { sql } from '../statement.js';

/**
 * Keys of requests, in the transaction of their effect (IN3). The insert of a repeated key waits until the first
 * transaction has ended: then it either finds the answer, or takes the place of one that was rolled back.
 */
export const postgresIdempotency = (db: Database): IdempotencyStore => ({
  async claim({ accountId, operation, key, requestHash }, now) {
    const claimed = await rowsOf(
      db,
      sql`INSERT INTO idempotency (account_id, operation, key, request_hash, created_at)
        VALUES (${accountId}, ${operation}, ${key}, ${requestHash}, ${at(now)}) ON CONFLICT DO NOTHING RETURNING key`,
    );
    if (claimed.length === 1) return ok(undefined);
    const first = await rowOf<{ request_hash: string; answer: unknown }>(
      db,
      sql`SELECT request_hash, answer FROM idempotency
        WHERE account_id = ${accountId} AND operation = ${operation} AND key = ${key}`,
    );
    return first.request_hash === requestHash
      ? ok({ answer: first.answer })
      : err({ type: 'KeyReused', key });
  },

  async record({ accountId, operation, key }, answer) {
    await run(
      db,
      sql`UPDATE idempotency SET answer = ${json(answer ?? null)}
      WHERE account_id = ${accountId} AND operation = ${operation} AND key = ${key}`,
    );
  },
});
