import type { KeySubject, WrappedKey } from '@banzhen/domain/privacy';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import { uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';
import { type DataKeyRow, dataKeyColumns, dataKeyOf, type RawDataKey } from './data-key-rows.js';
import type { SealedColumn } from './sealed-columns.js';

/** Ids of the key-encryption keys that wrap something, from one entry of the index to the next. */
export const keksInUse = async (db: Database): Promise<readonly string[]> => {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`WITH RECURSIVE kek (id) AS (
          SELECT min(kek_id) FROM data_key
          UNION ALL SELECT (SELECT min(kek_id) FROM data_key WHERE kek_id > kek.id) FROM kek WHERE kek.id IS NOT NULL)
        SELECT id FROM kek WHERE id IS NOT NULL`,
  );
  return rows.map(({ id }) => id);
};

/** Some data keys that a key-encryption key wraps. */
export const keysOfKek = async (
  db: Database,
  kekId: string,
  limit: number,
): Promise<readonly WrappedKey[]> => {
  const rows = await rowsOf<RawDataKey>(
    db,
    sql`SELECT ${dataKeyColumns} FROM data_key WHERE kek_id = ${kekId} LIMIT ${limit}::integer`,
  );
  return rows.flatMap((row) => dataKeyOf(row).key ?? []);
};

/**
 * The next active keys that are older than `before`, locked: every transaction that seals with one of them is waited for,
 * and whoever comes later finds the new key.
 */
export const keysToRotate = async (
  db: Database,
  before: string,
  after: KeySubject | undefined,
  limit: number,
): Promise<readonly DataKeyRow[]> => {
  await run(db, sql.raw("SET LOCAL lock_timeout = '30s'; SET LOCAL statement_timeout = '60s'"));
  const rows = await rowsOf<RawDataKey>(
    db,
    sql`SELECT ${dataKeyColumns} FROM data_key
        WHERE state = 'active' AND created_at < ${before}::timestamptz
          AND ${after ? sql`(subject_kind, subject_id) > (${after.kind}, ${after.id}::uuid)` : sql.raw('true')}
        ORDER BY subject_kind, subject_id LIMIT ${limit}::integer FOR UPDATE`,
  );
  return rows.map(dataKeyOf);
};

export const retireKeys = (db: Database, kids: readonly string[]): Promise<void> =>
  run(db, sql`UPDATE data_key SET state = 'retired' WHERE kid = ANY (${uuidArray(kids)})`);

/** Of these keys the retired ones that still open, with their subjects. */
export const retiredAmong = async (
  db: Database,
  kids: readonly string[],
): Promise<ReadonlyMap<string, KeySubject>> => {
  const rows = await rowsOf<RawDataKey>(
    db,
    sql`SELECT ${dataKeyColumns} FROM data_key
        WHERE kid = ANY (${uuidArray(kids)}) AND state = 'retired' AND wrapped IS NOT NULL`,
  );
  return new Map(rows.map(({ kid, kind, id }) => [kid, { kind, id }]));
};

const isUsedIn = ({ table, sealed }: SealedColumn): string =>
  `EXISTS (SELECT FROM ${table} WHERE substring(${table}.${sealed} FROM 2 FOR 16) = uuid_send(data_key.kid))`;

/**
 * Deletes retired keys with which nothing is sealed any more; answers how many are left. Looks at all values at one
 * moment: what was sealed with a key that is retired now is there to see.
 */
export const deleteUnusedKeys = (db: Database, columns: readonly SealedColumn[]): Promise<number> =>
  db.transaction(async (tx) => {
    // A killed rotation may still be at it, on the server. Nested loops would look at every value for every key.
    await run(
      tx,
      sql.raw('SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL enable_nestloop = off'),
    );
    await run(
      tx,
      sql.raw(`DELETE FROM data_key WHERE state = 'retired' AND wrapped IS NOT NULL
        AND NOT ${columns.map(isUsedIn).join(' AND NOT ')}`),
    );
    const { left } = await rowOf<{ left: number }>(
      tx,
      sql`SELECT count(*)::integer AS left FROM data_key WHERE state = 'retired' AND wrapped IS NOT NULL`,
    );
    return left;
  });

export type KeyCounts = {
  readonly active: number;
  readonly retired: number;
  readonly destroyed: number;
  /** Of each key-encryption key how many data keys it wraps. */
  readonly byKek: Readonly<Record<string, number>>;
};

export const countKeys = async (db: Database): Promise<KeyCounts> => {
  const rows = await rowsOf<{
    kekId: string | null;
    state: 'active' | 'retired' | 'destroyed';
    count: number;
  }>(
    db,
    sql`SELECT kek_id AS "kekId", state, count(*)::integer AS count FROM data_key GROUP BY kek_id, state`,
  );
  const sum = (test: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(test).reduce((total, { count }) => total + count, 0);
  const keks = [...new Set(rows.flatMap(({ kekId }) => kekId ?? []))];
  return {
    active: sum(({ state }) => state === 'active'),
    retired: sum(({ state, kekId }) => state === 'retired' && kekId !== null),
    destroyed: sum(({ state }) => state === 'destroyed'),
    byKek: Object.fromEntries(keks.map((id) => [id, sum(({ kekId }) => kekId === id)])),
  };
};

/** How many values of a column an older release left plain. */
export const countPlain = async (db: Database, { table, plain }: SealedColumn): Promise<number> => {
  if (!plain) return 0;
  const { count } = await rowOf<{ count: number }>(
    db,
    sql.raw(`SELECT count(*)::integer AS count FROM ${table} WHERE ${plain.columns[0]} IS NOT NULL`),
  );
  return count;
};
