import { type Database, rowsOf } from '../database.js';
import { jsonRows } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import type { SealedColumn } from './sealed-columns.js';

/** Parts of a primary key as text, in its order. */
export type RowKey = readonly string[];

export const rowIdOf = (key: RowKey): string => key.join('/');

const listed = (parts: readonly string[]): string => parts.join(', ');

const keyColumns = ({ table, key }: SealedColumn): string =>
  listed(key.map(([column]) => `${table}.${column}`));

const keyTexts = ({ table, key }: SealedColumn): string =>
  listed(key.map(([column]) => `${table}.${column}::text`));

const after = (column: SealedColumn, key: RowKey): Statement =>
  sql`(${sql.raw(keyColumns(column))}) > (${sql.list(
    column.key.map(([, type], part) => sql`${key[part] ?? null}::${sql.raw(type)}`),
  )})`;

export type PlainRow = { readonly key: RowKey; readonly subject: string; readonly plain: string };

/** Some rows in which the field is still plain, locked; rows that others lock are left to them. */
export const plainRows = (
  db: Database,
  column: SealedColumn,
  limit: number,
): Promise<readonly PlainRow[]> => {
  const { table, plain, subject } = column;
  if (!plain) return Promise.resolve([]);
  const [first] = plain.columns;
  return rowsOf<PlainRow>(
    db,
    sql`SELECT json_build_array(${sql.raw(keyTexts(column))}) AS key, ${sql.raw(subject)} AS subject, ${sql.raw(plain.text)} AS plain
        FROM ${sql.raw(table)} WHERE ${sql.raw(`${first}`)} IS NOT NULL
        ORDER BY ${sql.raw(keyColumns(column))} LIMIT ${limit}::integer FOR UPDATE OF ${sql.raw(table)} SKIP LOCKED`,
  );
};

export type SealedRow = { readonly key: RowKey; readonly sealed: string };

/** The next rows that hold the field sealed, its bytes in hex, after `cursor`. */
export const sealedRows = (
  db: Database,
  column: SealedColumn,
  cursor: RowKey | undefined,
  limit: number,
): Promise<readonly SealedRow[]> => {
  const { table, sealed } = column;
  return rowsOf<SealedRow>(
    db,
    sql`SELECT json_build_array(${sql.raw(keyTexts(column))}) AS key, encode(${sql.raw(sealed)}, 'hex') AS sealed
        FROM ${sql.raw(table)}
        WHERE ${sql.raw(sealed)} IS NOT NULL ${cursor ? sql`AND ${after(column, cursor)}` : sql``}
        ORDER BY ${sql.raw(keyColumns(column))} LIMIT ${limit}::integer`,
  );
};

export type Resealed = { readonly key: RowKey; readonly sealed: Uint8Array; readonly instead?: string };

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Writes sealed bytes, where given only `instead` of those that are there; answers how many it wrote. */
export const writeSealed = async (
  db: Database,
  column: SealedColumn,
  rows: readonly Resealed[],
): Promise<number> => {
  const { table, sealed, key, plain } = column;
  const given = rows.map((row) => ({
    ...Object.fromEntries(key.map(([name], part) => [name, row.key[part]])),
    new_sealed: hex(row.sealed),
    instead: row.instead,
  }));
  const emptied = (plain?.columns ?? []).map((name) => `${name} = NULL, `).join('');
  const types = listed([...key.map(([name, type]) => `${name} ${type}`), 'new_sealed text', 'instead text']);
  const sameKey = key.map(([name]) => `${table}.${name} = given.${name}`).join(' AND ');
  const written = await rowsOf(
    db,
    sql`UPDATE ${sql.raw(table)} SET ${sql.raw(`${emptied}${sealed}`)} = decode(given.new_sealed, 'hex')
        FROM jsonb_to_recordset(${jsonRows(given)}) AS given(${sql.raw(types)})
        WHERE ${sql.raw(sameKey)}
          AND (given.instead IS NULL OR ${sql.raw(`${table}.${sealed}`)} = decode(given.instead, 'hex'))
        RETURNING 1`,
  );
  return written.length;
};
