import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { type Statement, sql } from './statement.js';

export interface TableRows<Row> {
  /** Every column with its table, by name: a prepared `*` would break when a migration adds a column beside us. */
  readonly columns: Statement;
  /** Reads the row that a hand-written statement answered for `columns`. */
  read(raw: Readonly<Record<string, unknown>>): Row;
  /** A column's value as a statement sends it. */
  value<K extends keyof Row & string>(row: Row, key: K): string | number | boolean | null;
  readonly keys: readonly (readonly [key: keyof Row & string, column: string])[];
}

/** What drizzle knows of a table, for hand-written statements. */
export const tableRows = <T extends PgTable>(table: T): TableRows<T['$inferSelect']> => {
  type Row = T['$inferSelect'];
  const name = getTableName(table);
  const columns = Object.entries(getTableColumns(table));
  const byKey = new Map(columns);
  return {
    keys: columns.map(([key, column]) => [key as keyof Row & string, column.name]),
    columns: sql.raw(columns.map(([, column]) => `${name}.${column.name}`).join(', ')),
    read(raw) {
      const row: Record<string, unknown> = {};
      for (const [key, column] of columns) {
        const value = raw[column.name];
        row[key] = value === null || value === undefined ? null : column.mapFromDriverValue(value);
      }
      return row as Row;
    },
    value(row, key) {
      const value: unknown = row[key];
      if (value === null || value === undefined) return null;
      return byKey.get(key)?.mapToDriverValue(value) as string | number | boolean;
    },
  };
};
