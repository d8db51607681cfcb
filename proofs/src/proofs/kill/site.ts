import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startPostgres, startRedis } from '@banzhen/local-services';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { keysPath } from '../../keys.js';
import { loadCity } from './load-city.js';

/** A program of the product. */
export type Role = 'api' | 'worker';

/** A fresh copy of the demo city, and what the programs that serve it are to be told. */
export interface Stage {
  readonly url: string;
  readonly roles: readonly Role[];
  settings(role: Role): Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** One way to run the product, embedded or on servers. */
export interface Site {
  readonly name: 'embedded' | 'postgres';
  freshStage(): Promise<Stage>;
  close(): Promise<void>;
}

/** PGlite in a folder of its own for each stage. */
export async function embeddedSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'banzhen-kill-'));
  const prepared = join(folder, 'prepared');
  await loadCity({ DATA_DIR: prepared });
  let stages = 0;
  return {
    name: 'embedded',
    async freshStage() {
      stages += 1;
      const dataDir = join(folder, `stage-${stages}`);
      cpSync(prepared, dataDir, { recursive: true });
      const port = String(await freePort());
      return {
        url: `http://127.0.0.1:${port}`,
        roles: ['api'],
        settings: () => ({ DATA_DIR: dataDir, PORT: port }),
        remove: async () => rmSync(dataDir, { recursive: true, force: true }),
      };
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

const REDIS_DATABASES = 16;

/** A private PostgreSQL with a database for each stage, and a private Redis; API and worker are processes of their own. */
export async function serverSite(): Promise<Site> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const databaseUrl = (name: string) => Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href;
  const sql = openPostgres({ url: databaseUrl('postgres'), max: 1 });
  const close = async () => {
    await sql.end({ timeout: 5 });
    await Promise.all([postgres.stop(), redis.stop()]);
  };
  const settings = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, KEYS_FILE: keysPath };
  await loadCity(settings).catch(async (failure: unknown) => {
    await close();
    throw failure;
  });
  let stages = 0;
  return {
    name: 'postgres',
    async freshStage() {
      stages += 1;
      const name = `stage_${stages}`;
      const redisUrl = `${redis.url}/${stages % REDIS_DATABASES}`;
      await sql.unsafe(`CREATE DATABASE ${name} TEMPLATE banzhen`);
      const port = String(await freePort());
      const url = `http://127.0.0.1:${port}`;
      const shared = { DATABASE_URL: databaseUrl(name), REDIS_URL: redisUrl, DATABASE_CONNECTIONS: '4' };
      return {
        url,
        roles: ['api', 'worker'],
        settings: () => ({ ...shared, PORT: port, PUBLIC_URL: url }),
        remove: async () => void (await sql.unsafe(`DROP DATABASE ${name} WITH (FORCE)`)),
      };
    },
    close,
  };
}
