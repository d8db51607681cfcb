import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import type { Asker } from './asker.js';
import { lockDataDir } from './data-dir-lock.js';
import type { Database } from './database.js';
import { type EmbeddedClient, embeddedClient, embeddedClientFor } from './embedded-client.js';
import { startEngine } from './embedded-engine.js';
import { embeddedFiles } from './embedded-files.js';
import { inProcessNews, type OutboxNews } from './messaging/outbox-news.js';
import { postgresNews } from './messaging/postgres-news.js';
import { openPostgres, type PostgresOptions } from './open-postgres.js';
import { clientFor, type PreparingClient, preparingClient } from './postgres-client.js';

export type DatabaseConfig =
  | {
      readonly kind: 'postgres';
      readonly url: string;
      /** Connections at most; 10 unless told. */
      readonly connections?: number;
      readonly applicationName?: string;
      readonly onStatement?: PostgresOptions['onStatement'];
    }
  | {
      readonly kind: 'embedded';
      /** Where the files are; absent keeps everything in memory. */
      readonly dataDir?: string;
      /** Shown to a second process that wants the folder. */
      readonly holder?: string;
    };

export interface OpenDatabase {
  readonly kind: DatabaseConfig['kind'];
  /** As the login itself, which owns the tables: for migrations. Where it is no superuser it sees no rows of people. */
  readonly db: Database;
  /** Every transaction for whoever `asker` then answers, with the rows that row-level security lets them see. */
  readonly for: (asker: () => Asker) => Database;
  readonly news: OutboxNews;
  close(): Promise<void>;
}

/** Every page of it stays in this process once it was touched; the operating system caches the files anyway. */
const SHARED_BUFFERS = '32MB';

/** Drizzle types its client as the whole driver but calls only what the pool has. */
const drizzleOnPostgres = (client: PreparingClient): Database =>
  drizzlePostgres({ client: client as unknown as Sql });
const drizzleOnEmbedded = (client: EmbeddedClient): Database =>
  drizzlePglite({ client: client as unknown as PGlite });

const openServer = (config: DatabaseConfig & { kind: 'postgres' }): OpenDatabase => {
  const sql = openPostgres({
    url: config.url,
    ...(config.connections === undefined ? {} : { max: config.connections }),
    ...(config.applicationName === undefined ? {} : { applicationName: config.applicationName }),
    ...(config.onStatement === undefined ? {} : { onStatement: config.onStatement }),
  });
  const news = postgresNews(sql);
  const client = preparingClient(sql);
  return {
    kind: 'postgres',
    db: drizzleOnPostgres(client),
    for: (asker) => drizzleOnPostgres(clientFor(client, asker)),
    news,
    async close() {
      await news.close();
      await sql.end({ timeout: 5 });
    },
  };
};

const openEmbedded = async ({
  dataDir,
  holder,
}: DatabaseConfig & { kind: 'embedded' }): Promise<OpenDatabase> => {
  const lock = dataDir === undefined ? undefined : lockDataDir(dataDir, holder ?? 'banzhen');
  try {
    // Never with relaxedDurability: what was acknowledged survives a kill.
    const lite = await startEngine({
      ...(dataDir === undefined ? {} : { dataDir: await embeddedFiles(dataDir) }),
      extensions: { btree_gist },
      startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${SHARED_BUFFERS}`],
    });
    const news = inProcessNews();
    const client = embeddedClient(lite);
    return {
      kind: 'embedded',
      db: drizzleOnEmbedded(client),
      for: (asker) => drizzleOnEmbedded(embeddedClientFor(client, asker)),
      news,
      async close() {
        await news.close();
        await lite.close();
        lock?.release();
      },
    };
  } catch (problem) {
    lock?.release();
    throw problem;
  }
};

/**
 * Opens PostgreSQL 15 or newer, or the embedded engine in a folder that it holds alone (throws `DataDirInUse`). Nothing is
 * migrated yet: call `migrate`.
 */
export const openDatabase = async (config: DatabaseConfig): Promise<OpenDatabase> =>
  config.kind === 'postgres' ? openServer(config) : openEmbedded(config);
