import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { migrate } from '../migrate.js';
import { type OpenDatabase, openDatabase } from '../open-database.js';
import { openPostgres } from '../open-postgres.js';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** One connection to the server, for as long as the work takes. */
const onServer = async (serverUrl: string, work: (sql: Sql) => Promise<unknown>): Promise<void> => {
  const sql = openPostgres({ url: serverUrl, max: 1 });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
};

const urlOf = (serverUrl: string, name: string): string =>
  Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;

const makeDatabase = async (serverUrl: string, template: string): Promise<TestDatabase> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, (sql) => sql.unsafe(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    url: urlOf(serverUrl, name),
    drop: () => onServer(serverUrl, (sql) => sql.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
};

/** A new empty database on the server that `serverUrl` names. */
export const createTestDatabase = (serverUrl: string): Promise<TestDatabase> =>
  makeDatabase(serverUrl, 'template1');

/**
 * A copy of the database that `fill` fills once on this server, whichever process asks first. `fill` gets the address of an
 * empty one and leaves nothing connected to it; one name stands for one content.
 */
const copyDatabase = async (
  serverUrl: string,
  name: string,
  fill: (url: string) => Promise<void>,
): Promise<TestDatabase> => {
  await onServer(serverUrl, async (sql) => {
    await sql`SELECT pg_advisory_lock(hashtext(${name})::bigint)`;
    const found = await sql`SELECT FROM pg_database WHERE datname = ${name}`;
    if (found.length > 0) return;
    const draft = `${name}_draft`;
    await sql.unsafe(`DROP DATABASE IF EXISTS ${draft}`);
    await sql.unsafe(`CREATE DATABASE ${draft}`);
    await fill(urlOf(serverUrl, draft));
    await sql.unsafe(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  });
  return makeDatabase(serverUrl, name);
};

const migrateAt = async (url: string): Promise<void> => {
  const database = await openDatabase({ kind: 'postgres', url, connections: 1 });
  await migrate(database.db).finally(() => database.close());
};

/** A migrated database of its own on a real server; closing drops it. */
export const openTestDatabase = async (
  serverUrl: string,
  connections = 10,
): Promise<OpenDatabase & { url: string }> => {
  // A copy takes a tenth of the time that the migrations take.
  const { url, drop } = await copyDatabase(serverUrl, 'test_migrated', migrateAt);
  const database = await openDatabase({ kind: 'postgres', url, connections });
  return {
    ...database,
    url,
    async close() {
      await database.close();
      await drop();
    },
  };
};
