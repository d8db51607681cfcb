import { type Database, rowsOf } from '../database.js';
import { sql } from '../statement.js';

export type CatalogueColumn = {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
};

export type Catalogue = {
  readonly tables: readonly string[];
  readonly columns: readonly CatalogueColumn[];
  /** `table name: definition`. */
  readonly constraints: readonly string[];
  readonly indexes: readonly string[];
  readonly triggers: readonly string[];
};

const linesOf = async (db: Database, query: string): Promise<readonly string[]> =>
  (await rowsOf<{ line: string }>(db, sql.raw(query))).map(({ line }) => line);

/** What the database says about its own tables, in the words of `pg_catalog`; not-null constraints are columns here. */
export const readCatalogue = async (db: Database): Promise<Catalogue> => {
  const columns = await rowsOf<CatalogueColumn>(
    db,
    sql.raw(`SELECT table_name AS "table", column_name AS "column", udt_name AS type, is_nullable = 'YES' AS nullable
      FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, column_name`),
  );
  return {
    tables: [...new Set(columns.map(({ table }) => table))],
    columns,
    constraints: await linesOf(
      db,
      `SELECT conrelid::regclass || ' ' || conname || ': ' || pg_get_constraintdef(oid) AS line FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1`,
    ),
    indexes: await linesOf(
      db,
      "SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
    ),
    triggers: await linesOf(
      db,
      'SELECT pg_get_triggerdef(oid) AS line FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1',
    ),
  };
};
