import type { IdempotencyStore, Once } from '@banzhen/domain/shared/idempotency';
import { err, ok } from '@banzhen/domain/shared/result';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import { at, json, jsonRows } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

/** Any number: keeps these locks apart from all others. */
const ONCE_LOCKS = 4_911_027;

type KeyRow = { readonly account_id: string; readonly operation: string; readonly key: string };
type Recorded = KeyRow & { readonly request_hash: string; readonly answer: unknown };

const keyRowOf = ({ accountId, operation, key }: Once): KeyRow => ({ account_id: accountId, operation, key });
const nameOf = ({ account_id, operation, key }: KeyRow): string => `${account_id}/${operation}/${key}`;

const isOneOf = (all: readonly Once[]): Statement =>
  sql`(account_id, operation, key) IN (SELECT account_id, operation, key
    FROM jsonb_to_recordset(${jsonRows(all.map(keyRowOf))}) AS given(account_id uuid, operation text, key text))`;

/**
 * Keys of requests, in the transaction of their effect (IN3). The insert of a repeated key waits until the first
 * transaction has ended: then it either finds the answer, or takes the place of one that was rolled back.
 */
export const postgresIdempotency = (db: Database): IdempotencyStore => {
  const found = async (all: readonly Once[]): Promise<ReadonlyMap<string, Recorded>> => {
    if (all.length === 0) return new Map();
    const rows = await rowsOf<Recorded>(
      db,
      sql`SELECT account_id, operation, key, request_hash, answer FROM idempotency WHERE ${isOneOf(all)}`,
    );
    return new Map(rows.map((row) => [nameOf(row), row]));
  };

  /** One at a time has it, until its transaction ends. */
  const isMine = async (once: Once): Promise<boolean> => {
    const name = nameOf(keyRowOf(once));
    const { mine } = await rowOf<{ mine: boolean }>(
      db,
      sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${name}, ${ONCE_LOCKS}::bigint)) AS mine`,
    );
    return mine;
  };

  const claim: IdempotencyStore['claim'] = async ({ accountId, operation, key, requestHash }, now) => {
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
  };

  return {
    claim,

    claimNow: async (once, now) =>
      (await isMine(once)) ? claim(once, now) : err({ type: 'RequestRunning', retryAfterSeconds: 1 }),

    async record({ accountId, operation, key }, answer) {
      await run(
        db,
        sql`UPDATE idempotency SET answer = ${json(answer ?? null)}
      WHERE account_id = ${accountId} AND operation = ${operation} AND key = ${key}`,
      );
    },

    async claimAll(all, now) {
      if (all.length === 0) return [];
      const rows = all.map(({ once: { accountId, operation, key, requestHash }, answer }) => ({
        account_id: accountId,
        operation,
        key,
        request_hash: requestHash,
        answer: answer ?? null,
      }));
      // In the order of their keys, so that two batches never wait for one another in a circle.
      const claimed = await rowsOf<KeyRow>(
        db,
        sql`INSERT INTO idempotency (account_id, operation, key, request_hash, answer, created_at)
        SELECT account_id, operation, key, request_hash, answer, ${at(now)} FROM jsonb_to_recordset(${jsonRows(rows)})
          AS given(account_id uuid, operation text, key text, request_hash text, answer jsonb)
        ORDER BY account_id, operation, key ON CONFLICT DO NOTHING
        RETURNING account_id, operation, key`,
      );
      const own = new Set(claimed.map(nameOf));
      const others = all.map(({ once }) => once).filter((once) => !own.has(nameOf(keyRowOf(once))));
      const earlier = await found(others);
      return all.map(({ once }) => {
        const first = earlier.get(nameOf(keyRowOf(once)));
        if (first === undefined) return ok(undefined);
        return first.request_hash === once.requestHash
          ? ok({ answer: first.answer })
          : err({ type: 'KeyReused', key: once.key });
      });
    },

    async release(all) {
      if (all.length === 0) return;
      await run(db, sql`DELETE FROM idempotency WHERE ${isOneOf(all)}`);
    },
  };
};
