import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, runCli } from '@banzhen/cli/run-cli';
import { type LocalPostgres, startPostgres } from '@banzhen/local-services';
import { type DatabaseConfig, migrate, openDatabase } from '@banzhen/postgres';
import { run, sql } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysPath } from '../dist/keys.js';
import { type FilledAudit, fillAudit } from '../dist/proofs/audit/copy.js';

const ROWS_EACH = 6;

let postgres: LocalPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

type Place = { readonly database: DatabaseConfig; readonly environment: Environment };

const places: Readonly<Record<string, (folder: string) => Place>> = {
  PostgreSQL: () => ({
    database: { kind: 'postgres', url: postgres.url },
    environment: { DATABASE_URL: postgres.url, REDIS_URL: 'redis://127.0.0.1:1' },
  }),
  'the embedded engine': (folder) => ({
    database: { kind: 'embedded', dataDir: folder },
    environment: { DATA_DIR: folder },
  }),
};

describe.each(Object.entries(places))('pnpm cli audit verify on %s', (_name, placeIn) => {
  let folder: string;
  let file: string;
  let place: Place;
  let filled: FilledAudit;
  const inDatabase = async <T>(work: (db: Parameters<typeof fillAudit>[0]) => Promise<T>): Promise<T> => {
    const database = await openDatabase(place.database);
    return work(database.db).finally(() => database.close());
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'banzhen-verify-'));
    file = join(folder, 'audit-checkpoints.jsonl');
    place = placeIn(folder);
    filled = await inDatabase(async (db) => {
      await migrate(db);
      return fillAudit(db, file, ROWS_EACH);
    });
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const verify = async (...words: readonly string[]) => {
    const told: string[] = [];
    const answers: string[] = [];
    const output = {
      answer: (text: string) => void answers.push(text),
      progress: (text: string) => void told.push(text),
    };
    const environment = { KEYS_FILE: keysPath, AUDIT_CHECKPOINT_FILE: file, ...place.environment };
    const status = await runCli(['audit', 'verify', ...words], environment, output);
    return { status, answers, told: told.join('\n') };
  };
  const forge = (statement: string) =>
    inDatabase((db) =>
      run(db, sql.raw(`ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only; ${statement}`)),
    );
  const aStream = () => {
    const [first] = filled.streams;
    if (!first) throw new Error('nothing was audited');
    return first;
  };

  // One story: what an earlier part leaves, the next one finds.

  it('finds everything in order', async () => {
    const { status, answers } = await verify('--json');
    expect(status).toBe(0);
    expect(JSON.parse(answers[0] ?? '')).toMatchObject({ rows: filled.rows, checkpoints: 6, faults: [] });
  }, 60_000);

  it('tells of a sink that is missing, and takes a file that was collected elsewhere', async () => {
    const collected = join(folder, 'collected.jsonl');
    await rename(file, collected);
    const { status, told } = await verify();
    expect(status).toBe(1);
    expect(told).toContain('checkpoints: from 1 on they are not in the file');
    expect((await verify('--checkpoints', collected)).status).toBe(0);
    await rename(collected, file);
  }, 60_000);

  it('does not pretend when there are no checkpoints to be had', async () => {
    const environment = { ...place.environment, KEYS_FILE: keysPath, AUDIT_CHECKPOINT_FILE: '-' };
    const told: string[] = [];
    const output = { answer: () => undefined, progress: (text: string) => void told.push(text) };
    expect(await runCli(['audit', 'verify'], environment, output)).toBe(0);
    expect(told.join('\n')).toContain('There are no checkpoints to hold it against');
    const missing = await verify('--checkpoints', join(folder, 'none.jsonl'));
    expect(missing).toMatchObject({ status: 1, told: expect.stringContaining('There is no file') });
  }, 60_000);

  it('names the first bad row, and ends with status 1', async () => {
    const { no } = aStream();
    await forge(`UPDATE audit_entry SET body = '{"at":"","forged":true}' WHERE stream = ${no} AND seq = 2`);
    const edited = await verify();
    expect(edited.status).toBe(1);
    expect(edited.told).toContain(`stream ${no}: row 2 was edited`);
    await forge(`DELETE FROM audit_entry WHERE stream = ${no}`);
    const gone = await verify('--json');
    expect(gone.status).toBe(1);
    expect(JSON.parse(gone.answers[0] ?? '').faults).toEqual([
      { what: 'truncated', stream: no, seq: 1, vouchedSeq: 0 },
    ]);
    expect(JSON.parse(gone.answers[1] ?? '').error).toMatchObject({ type: 'AuditTampered' });
  }, 60_000);
});
