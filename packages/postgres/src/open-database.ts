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
import { embeddedSession } from './embedded-session.js';
import { inProcessNews, type OutboxNews } from './messaging/outbox-news.js';
import { postgresNews } from './messaging/postgres-news.js';
import { openPostgres, type PostgresOptions } from './open-postgres.js';
import { clientFor, type PreparingClient, preparingClient } from './postgres-client.js';
import { openReplica } from './replica/open-replica.js';
import type { ReplicaConfig, ReplicaState } from './replica/replica-watch.js';

export type DatabaseConfig =
  | {
      readonly kind: 'postgres';
      readonly url: string;
      /** Connections at most; 10 unless told. */
      readonly connections?: number;
      readonly applicationName?: string;
      readonly onStatement?: PostgresOptions['onStatement'];
      readonly replica?: ReplicaConfig;
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
  /**
   * The same for reads that may be old: from the replica where there is one that lags no more than it may, unless
   * `mustBeFresh` answers that this read has to see everything. It may be slow or refuse itself: then the primary is asked.
   */
  readonly forLists: (asker: () => Asker, mustBeFresh: () => Promise<boolean>) => Database;
  /** How the replica is, as it was last seen; absent where none is configured. */
  readonly replicaState?: () => ReplicaState;
  /** Begins to use the replica; call it once everything is migrated, for what lacks a migration is not to be read. */
  watchReplica(): void;
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

const poolFor = (url: string, config: DatabaseConfig & { kind: 'postgres' }): Sql =>
  openPostgres({
    url,
    ...(config.connections === undefined ? {} : { max: config.connections }),
    ...(config.applicationName === undefined ? {} : { applicationName: config.applicationName }),
    ...(config.onStatement === undefined ? {} : { onStatement: config.onStatement }),
  });

const openServer = (config: DatabaseConfig & { kind: 'postgres' }): OpenDatabase => {
  const sql = poolFor(config.url, config);
  const news = postgresNews(sql);
  const client = preparingClient(sql);
  const replica = config.replica && openReplica(sql, config.replica, poolFor(config.replica.url, config));
  const forAsker = (asker: () => Asker) => drizzleOnPostgres(clientFor(client, asker));
  return {
    kind: 'postgres',
    db: drizzleOnPostgres(client),
    for: forAsker,
    forLists: (asker, mustBeFresh) =>
      replica
        ? drizzleOnPostgres(clientFor(replica.clientBeside(client, mustBeFresh), asker))
        : forAsker(asker),
    ...(replica ? { replicaState: replica.state } : {}),
    watchReplica: () => replica?.watch(),
    news,
    async close() {
      await replica?.close();
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
    const session = embeddedSession(lite);
    const forAsker = (asker: () => Asker) => drizzleOnEmbedded(embeddedClientFor(session, asker));
    return {
      kind: 'embedded',
      db: drizzleOnEmbedded(embeddedClient(session)),
      for: forAsker,
      forLists: forAsker,
      watchReplica: () => undefined,
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
