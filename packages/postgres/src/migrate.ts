import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { type Database, rowOf, rowsOf, run } from './database.js';
import { databaseFailure } from './database-failure.js';
import { sql } from './statement.js';

/** An applied file was edited afterwards: expand by a new file instead. */
export class MigrationChanged extends Error {
  readonly type = 'MigrationChanged';
  readonly file: string;

  constructor(file: string) {
    super(`migration ${file} was applied in another form: leave it as it was and add a new file`);
    this.name = 'MigrationChanged';
    this.file = file;
  }
}

type Migration = { readonly file: string; readonly script: string; readonly checksum: string };

const ownFolder = new URL('../migrations/', import.meta.url);
const FILE_NAME = /^\d{4}-[a-z0-9-]+\.sql$/;
/** Any number: whoever migrates this database takes the same lock. */
const MIGRATION_LOCK = 7_261_943_018;

const migrationsIn = async (folder: URL): Promise<readonly Migration[]> => {
  const files = (await readdir(folder)).filter((name) => FILE_NAME.test(name)).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const script = await readFile(new URL(file, folder), 'utf8');
      return { file, script, checksum: createHash('sha256').update(script).digest('hex') };
    }),
  );
};

/** A killed migrator must not hold the lock for as long as its statement goes on; some platforms cannot look. */
const noticeDeadClient = `DO $$ BEGIN
    SET LOCAL client_connection_check_interval = '1s';
  EXCEPTION WHEN OTHERS THEN NULL; END $$`;

/** Whoever migrates waits for the lock as long as it takes, but never blocks live traffic for longer than 3 s. */
const takeLock = async (tx: Database): Promise<void> => {
  await run(tx, sql.raw(noticeDeadClient));
  await run(tx, sql.raw('SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0'));
  await run(tx, sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK}::bigint)`);
  await run(tx, sql.raw("SET LOCAL lock_timeout = '3s'"));
  // What a migration moves is everybody's.
  await run(tx, sql.raw("SET LOCAL app.power = 'platform'"));
};

const ensureJournal = (db: Database): Promise<void> =>
  db.transaction(async (tx) => {
    await takeLock(tx);
    await run(
      tx,
      sql.raw(`CREATE TABLE IF NOT EXISTS schema_migration (
        file text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`),
    );
  });

const journalExists = async (db: Database): Promise<boolean> => {
  const row = await rowOf<{ found: boolean }>(
    db,
    sql`SELECT to_regclass(${'schema_migration'}) IS NOT NULL AS found`,
  );
  return row.found;
};

const applied = async (db: Database): Promise<ReadonlyMap<string, string>> => {
  const rows = await rowsOf<{ file: string; checksum: string }>(
    db,
    sql`SELECT file, checksum FROM schema_migration`,
  );
  return new Map(rows.map(({ file, checksum }) => [file, checksum]));
};

/** Files that only the journal knows are those of a newer release, beside which this one must still run (IN7). */
const checkJournal = (journal: ReadonlyMap<string, string>, migrations: readonly Migration[]): void => {
  for (const { file, checksum } of migrations)
    if (journal.has(file) && journal.get(file) !== checksum) throw new MigrationChanged(file);
};

const apply = (db: Database, { file, script, checksum }: Migration): Promise<boolean> =>
  db.transaction(async (tx) => {
    await takeLock(tx);
    if ((await applied(tx)).has(file)) return false;
    await run(tx, sql.raw(script));
    await run(tx, sql`INSERT INTO schema_migration (file, checksum) VALUES (${file}, ${checksum})`);
    return true;
  });

/** Whether every file of this build is applied, in the form that it has here. */
export const isMigrated = async (db: Database): Promise<boolean> => {
  const [migrations, journal] = await Promise.all([migrationsIn(ownFolder), applied(db)]);
  return migrations.every(({ file, checksum }) => journal.get(file) === checksum);
};

/**
 * Brings the database to the newest schema: each file in its own transaction under one advisory lock, so that any number
 * of processes may start together and a killed one leaves a whole number of files (IN8). Answers the files it applied.
 * Throws `MigrationChanged` when an applied file has changed.
 */
export const migrate = async (db: Database, folder: URL = ownFolder): Promise<readonly string[]> => {
  try {
    const migrations = await migrationsIn(folder);
    if (!(await journalExists(db))) await ensureJournal(db);
    const journal = await applied(db);
    checkJournal(journal, migrations);
    const done: string[] = [];
    for (const migration of migrations)
      if (!journal.has(migration.file) && (await apply(db, migration))) done.push(migration.file);
    return done;
  } catch (thrown) {
    throw databaseFailure(thrown) ?? thrown;
  }
};
