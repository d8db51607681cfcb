import { type Database, rowsOf, run } from '../database.js';
import { sql } from '../statement.js';

/** Writes a row of a table that only tests of durability know. */
export const writeNumber = async (db: Database, number: number): Promise<void> => {
  if (number === 1) await run(db, sql.raw('CREATE TABLE IF NOT EXISTS number (number integer)'));
  await run(db, sql`INSERT INTO number (number) VALUES (${number})`);
};

/** How often each number was written. */
export const readNumbers = async (db: Database): Promise<ReadonlyMap<number, number>> => {
  const rows = await rowsOf<{ number: number; times: number }>(
    db,
    sql.raw('SELECT number, count(*)::integer AS times FROM number GROUP BY number'),
  );
  return new Map(rows.map(({ number, times }) => [number, times]));
};
