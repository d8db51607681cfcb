import { type Database, rowsOf, run } from '../database.js';
import { json } from '../sql-values.js';
import { sql } from '../statement.js';

type SandboxRecord = { readonly revision: number; readonly [field: string]: unknown };

/**
 * The sandbox payment provider's own memory, in a table that nothing of the platform reads. A write succeeds only on the
 * revision before it.
 */
export const postgresSandboxStore = (db: Database) => ({
  async get(key: string): Promise<SandboxRecord | undefined> {
    const [row] = await rowsOf<{ value: SandboxRecord }>(
      db,
      sql`SELECT value FROM sandbox_provider_record WHERE key = ${key}`,
    );
    return row?.value;
  },
  async put(key: string, record: SandboxRecord): Promise<boolean> {
    const written = await rowsOf(
      db,
      record.revision === 1
        ? sql`INSERT INTO sandbox_provider_record (key, value, updated_at) VALUES (${key}, ${json(record)}, now())
              ON CONFLICT (key) DO NOTHING RETURNING key`
        : sql`UPDATE sandbox_provider_record SET value = ${json(record)}, updated_at = now()
              WHERE key = ${key} AND (value ->> 'revision')::integer = ${record.revision - 1}::integer RETURNING key`,
    );
    return written.length === 1;
  },
  async list(prefix: string): Promise<readonly { readonly key: string; readonly record: SandboxRecord }[]> {
    return rowsOf(
      db,
      sql`SELECT key, value AS record FROM sandbox_provider_record WHERE starts_with(key, ${prefix}) ORDER BY key`,
    );
  },
  async remove(key: string): Promise<void> {
    await run(db, sql`DELETE FROM sandbox_provider_record WHERE key = ${key}`);
  },
});
