import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runVisit, type ScenarioName } from '@banzhen/cli/demo';
import { freePort } from '@banzhen/local-services';
import { openDatabase } from '@banzhen/postgres';
import { run, sql } from '@banzhen/postgres/testing';
import { keysFile, openVault } from '@banzhen/vault';
import { keysPath } from '../../keys.js';
import { startProduct } from '../../product/product-process.js';
import { canariesOf, fillDetails, talkAboutOrders } from './canaries.js';
import { dumpOf, filesOf, foundIn, type Loot } from './thief.js';

const ORDINARY = ['whole', 'reassign'] as const;
const ALL = ['whole', 'cancel', 'no-show', 'reassign', 'late-payment', 'double-payment'] as const;

/** What a thief found after demo visits. */
export interface Theft {
  readonly canaries: number;
  readonly fields: number;
  readonly unreadable: number;
  readonly found: readonly string[];
  /** The same thief where one name was left plain. */
  readonly foundWherePlain: number;
}

interface Place {
  readonly roles: readonly ('api' | 'worker')[];
  readonly settings: Readonly<Record<string, string>>;
  readonly keys: string;
  readonly database: Parameters<typeof openDatabase>[0];
  /** What lies around beside the tables. */
  readonly files: () => readonly Loot[];
}

async function visit({ roles, settings }: Place, stories: readonly ScenarioName[]): Promise<void> {
  const processes = roles.map((role) => startProduct(role, settings));
  try {
    const [url = ''] = await Promise.all(processes.map(({ ready }) => ready));
    for (const scenario of stories) await runVisit({ url, scenario });
  } finally {
    await Promise.all(processes.map((one) => one.stop()));
  }
}

async function steal(place: Place): Promise<Theft> {
  const vault = await openVault(keysFile(place.keys));
  const database = await openDatabase(place.database);
  try {
    await fillDetails(database, vault);
    await talkAboutOrders(database, vault);
    const { texts, fields, unreadable } = await canariesOf(database, vault);
    const found = foundIn([...(await dumpOf(database)), ...place.files()], texts);
    const [forgotten = ''] = texts;
    await run(
      database.db,
      sql`UPDATE account SET display_name = ${forgotten} WHERE id = (SELECT min(id::text)::uuid FROM account)`,
    );
    const foundWherePlain = foundIn(await dumpOf(database), texts).length - found.length;
    return { canaries: texts.size, fields: fields.size, unreadable, found, foundWherePlain };
  } finally {
    await database.close();
  }
}

/** Demo visits in the embedded mode, then a look at every row and every file of the data folder. */
export async function stealEmbedded(full: boolean): Promise<Theft> {
  const dataDir = mkdtempSync(join(tmpdir(), 'banzhen-secrecy-'));
  const place: Place = {
    roles: ['api'],
    settings: { DATA_DIR: dataDir, PORT: '0' },
    keys: join(dataDir, 'keys.json'),
    database: { kind: 'embedded', dataDir },
    files: () => filesOf(dataDir),
  };
  try {
    await visit(place, full ? ALL : ORDINARY);
    return await steal(place);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Demo visits on servers, then a look at every row. */
export async function stealFromServer(databaseUrl: string, redisUrl: string, full: boolean): Promise<Theft> {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const place: Place = {
    roles: ['api', 'worker'],
    settings: { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, PORT: port, PUBLIC_URL: url },
    keys: keysPath,
    database: { kind: 'postgres', url: databaseUrl },
    files: () => [],
  };
  await visit(place, full ? ALL : ORDINARY);
  return steal(place);
}
