import { randomUUID } from 'node:crypto';
import { migrate } from '../migrate.js';
import { type OpenDatabase, openDatabase } from '../open-database.js';
import { openPostgres } from '../open-postgres.js';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A new empty database on the server that `serverUrl` names. */
export const createTestDatabase = async (serverUrl: string): Promise<TestDatabase> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const onServer = async (statement: string): Promise<void> => {
    const sql = openPostgres({ url: serverUrl, max: 1 });
    try {
      await sql.unsafe(statement);
    } finally {
      await sql.end({ timeout: 5 });
    }
  };
  await onServer(`CREATE DATABASE ${name}`);
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
};

/** A migrated database of its own on a real server; closing drops it. */
export const openTestDatabase = async (
  serverUrl: string,
  connections = 10,
): Promise<OpenDatabase & { url: string }> => {
  const { url, drop } = await createTestDatabase(serverUrl);
  const database = await openDatabase({ kind: 'postgres', url, connections });
  await migrate(database.db);
  return {
    ...database,
    url,
    async close() {
      await database.close();
      await drop();
    },
  };
};

/** The embedded engine in memory, migrated. */
export const openMemoryDatabase = async (): Promise<OpenDatabase> => {
  const database = await openDatabase({ kind: 'embedded' });
  await migrate(database.db);
  return database;
};
