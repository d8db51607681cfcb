import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { safely } from './database-failure.js';
import { type Statement, written } from './statement.js';

/** A pool, or one transaction of it, on either driver: postgres.js or PGlite. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** Rows of a hand-written statement. Instants come back as text, `int8` as numbers, json parsed. */
export const rowsOf = async <Row>(db: Database, statement: Statement): Promise<readonly Row[]> => {
  const prepared = db._.session.prepareQuery(written(statement), undefined, undefined, false);
  const answer: unknown = await safely(() => prepared.execute());
  // postgres.js answers an array, PGlite an object with rows.
  return (Array.isArray(answer) ? answer : (answer as { readonly rows: unknown }).rows) as readonly Row[];
};

/** The first row of a statement that always has one. */
export const rowOf = async <Row>(db: Database, statement: Statement): Promise<Row> => {
  const [row] = await rowsOf<Row>(db, statement);
  if (!row) throw new Error('a statement that must answer a row answered none');
  return row;
};

/** Runs a statement whose rows nobody needs. */
export const run = async (db: Database, statement: Statement): Promise<void> => {
  await rowsOf(db, statement);
};
