import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MigrationChanged, migrate, type OpenDatabase, openDatabase } from '@banzhen/postgres';
import { createTestDatabase, readCatalogue, type TestDatabase } from '@banzhen/postgres/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startChild } from './child.js';
import { openEmbedded } from './open-embedded.js';
import { serverUrl } from './support.js';

const own = new URL('../migrations/', import.meta.url);
const files = readdirSync(own).toSorted();

describe('migrating', () => {
  let server: TestDatabase;
  let database: OpenDatabase;
  let folder: string;
  beforeEach(async () => {
    server = await createTestDatabase(serverUrl());
    database = await openDatabase({ kind: 'postgres', url: server.url });
    folder = mkdtempSync(join(tmpdir(), 'banzhen-migrations-'));
    cpSync(own, folder, { recursive: true });
  });
  afterEach(async () => {
    await database.close();
    await server.drop();
    rmSync(folder, { recursive: true });
  });
  const copy = () => pathToFileURL(`${folder}/`);

  it('applies each file once when five start together', async () => {
    const others = Array.from({ length: 4 }, () => openDatabase({ kind: 'postgres', url: server.url }));
    const opened = await Promise.all(others);
    const applied = await Promise.all([database, ...opened].map(({ db }) => migrate(db)));
    await Promise.all(opened.map((one) => one.close()));
    expect(applied.flat().toSorted()).toEqual(files);
    expect(await migrate(database.db)).toEqual([]);
  });

  it('leaves whole files when it is killed, and goes on from there', async () => {
    writeFileSync(join(folder, '0100-slow.sql'), 'CREATE TABLE half (a int); SELECT pg_sleep(600);');
    const child = startChild('migrate.mjs', server.url, copy().href);
    const catalogue = async () => (await readCatalogue(database.db)).tables;
    await expect.poll(catalogue, { timeout: 20_000 }).toContain('outbox');
    await child.kill9();
    expect(await catalogue()).not.toContain('half');
    rmSync(join(folder, '0100-slow.sql'));
    writeFileSync(join(folder, '0100-quick.sql'), 'CREATE TABLE half (a int);');
    expect(await migrate(database.db, copy())).toContain('0100-quick.sql');
    expect(await catalogue()).toContain('half');
  });

  it('refuses a file that was edited after it was applied', async () => {
    await migrate(database.db, copy());
    const [first = ''] = files;
    writeFileSync(join(folder, first), 'SELECT 1;');
    await expect(migrate(database.db, copy())).rejects.toThrow(MigrationChanged);
  });

  it('runs beside files of a newer release', async () => {
    writeFileSync(join(folder, '0100-newer.sql'), 'CREATE TABLE newer (a int);');
    await migrate(database.db, copy());
    expect(await migrate(database.db, own)).toEqual([]);
  });

  it('rolls a failing file back as a whole', async () => {
    writeFileSync(join(folder, '0100-wrong.sql'), 'CREATE TABLE half (a int); SELECT 1 / 0;');
    await expect(migrate(database.db, copy())).rejects.toMatchObject({ code: '22012' });
    expect((await readCatalogue(database.db)).tables).not.toContain('half');
  });

  it('makes the same schema on PostgreSQL and on the embedded engine', async () => {
    await migrate(database.db);
    const embedded = await openEmbedded();
    const expected = await readCatalogue(database.db);
    expect(await readCatalogue(embedded.db)).toEqual(expected);
    await embedded.close();
  });
});
