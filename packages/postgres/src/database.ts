import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { safely } from './database-failure.js';
import { type Statement, written } from './statement.js';

/** A pool, or one transaction of it, on either driver: postgres.js or PGlite. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;

type Sender = { unsafe(text: string, parameters: unknown[]): Promise<unknown> };

/** The client of postgres.js under a session; PGlite's needs to be told how to read each type, which drizzle does. */
const senderIn = ({ session }: Database['_']): Sender | undefined => {
  const client: unknown = Reflect.get(session, 'client');
  return typeof client === 'object' && client !== null && 'unsafe' in client ? (client as Sender) : undefined;
};

/** Rows of a hand-written statement. Instants come back as text, `int8` as numbers, json parsed. */
export const rowsOf = async <Row>(db: Database, statement: Statement): Promise<readonly Row[]> => {
  const { sql, params } = written(statement);
  const sender = senderIn(db._);
  // What drizzle does around a statement without fields to map costs a sixth of a small read.
  if (sender) return (await safely(() => sender.unsafe(sql, params))) as readonly Row[];
  const prepared = db._.session.prepareQuery({ sql, params }, undefined, undefined, false);
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
