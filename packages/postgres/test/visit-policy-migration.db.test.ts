import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import { migrate, type OpenDatabase, openDatabase, publishFirstVisitPolicy } from '@banzhen/postgres';
import { createTestDatabase, rowsOf, run, sql, type TestDatabase } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverUrl } from './support.js';

const own = new URL('../migrations/', import.meta.url);
const LONG_AGO = new Date('2026-01-01T00:00:00Z');
/** What an operator of the release before had put into the first version by hand. */
const theirs = { ...defaultVisitPolicy, settlement: { ...defaultVisitPolicy.settlement, tax: 77 } };

describe('the visit policy of the release before', () => {
  let server: TestDatabase;
  let database: OpenDatabase;
  let folder: string;
  beforeAll(async () => {
    server = await createTestDatabase(serverUrl());
    database = await openDatabase({ kind: 'postgres', url: server.url });
    folder = mkdtempSync(join(tmpdir(), 'banzhen-visit-policy-'));
    for (const file of readdirSync(own).filter((name) => name < '0051'))
      cpSync(new URL(file, own), join(folder, file));
    await migrate(database.db, pathToFileURL(`${folder}/`));
    await run(
      database.db,
      sql`INSERT INTO visit_policy VALUES (1, '2026-01-01T00:00Z', ${JSON.stringify(theirs)}::jsonb)`,
    );
    await migrate(database.db);
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
    rmSync(folder, { recursive: true });
  });

  it('is what every tenant begins with', async () => {
    expect(await publishFirstVisitPolicy(database.db, defaultVisitPolicy, LONG_AGO)).toBe(false);
    const rows = await rowsOf(database.db, sql`SELECT version, body FROM visit_policy_version`);
    expect(rows).toEqual([{ version: 1, body: theirs }]);
  });

  it('is still read and begun with by a process of that release', async () => {
    const again = await rowsOf(
      database.db,
      sql`INSERT INTO visit_policy (version, effective_from, body)
        VALUES (1, '2026-01-01T00:00Z', ${JSON.stringify(defaultVisitPolicy)}::jsonb)
        ON CONFLICT (version) DO NOTHING RETURNING version`,
    );
    expect(again).toEqual([]);
    const [read] = await rowsOf(database.db, sql`SELECT body FROM visit_policy WHERE version = 1`);
    expect(read).toEqual({ body: theirs });
  });
});
