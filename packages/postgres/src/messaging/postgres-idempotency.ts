import type { IdempotencyStore, Once } from '@banzhen/domain/shared/idempotency';
import { err, ok } from '@banzhen/domain/shared/result';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import { at, json, jsonRows } from '../sql-values.js';
import { sql } from '../statement.js';

const keyRows = (all: readonly Once[]) =>
  jsonRows(
    all.map(({ accountId, operation, key }, place) => ({ place, account_id: accountId, operation, key })),
  );

type Recalled = { readonly place: number; readonly request_hash: string; readonly answer: unknown };

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

  async recall(all) {
    const found = await rowsOf<Recalled>(
      db,
      sql`SELECT given.place, request_hash, answer FROM idempotency
        JOIN jsonb_to_recordset(${keyRows(all)}) AS given(place integer, account_id uuid, operation text, key text)
          USING (account_id, operation, key)`,
    );
    const byPlace = new Map(found.map((row) => [row.place, row]));
    return all.map(({ key, requestHash }, place) => {
      const first = byPlace.get(place);
      if (first === undefined) return ok(undefined);
      return first.request_hash === requestHash
        ? ok({ answer: first.answer })
        : err({ type: 'KeyReused', key });
    });
  },

  async recordAll(all, now) {
    const rows = all.map(({ once: { accountId, operation, key, requestHash }, answer }) => ({
      account_id: accountId,
      operation,
      key,
      request_hash: requestHash,
      answer: answer ?? null,
    }));
    // In the order of their keys, so that two batches never wait for one another in a circle.
    const written = await rowsOf(
      db,
      sql`INSERT INTO idempotency (account_id, operation, key, request_hash, answer, created_at)
        SELECT account_id, operation, key, request_hash, answer, ${at(now)} FROM jsonb_to_recordset(${jsonRows(rows)})
          AS given(account_id uuid, operation text, key text, request_hash text, answer jsonb)
        ORDER BY account_id, operation, key ON CONFLICT DO NOTHING RETURNING true`,
    );
    return written.length === all.length;
  },
});
