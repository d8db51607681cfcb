import { openPlatform, readConfig } from '@banzhen/platform';
import { openDatabase } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { keysPath } from '../../keys.js';
import { callApi } from '../../product/call-api.js';
import { startProduct } from '../../product/product-process.js';
import type { Canaries } from './canaries.js';
import type { Caller } from './matrix.js';
import { makeWorld, type World } from './world.js';

export type Servers = { readonly DATABASE_URL: string; readonly REDIS_URL: string };

/** Migrates and publishes by opening the platform once, and fills the world. */
export async function prepare(servers: Servers, canaries: Canaries): Promise<World> {
  const quiet = { info: () => undefined, error: () => undefined };
  const platform = await openPlatform(readConfig({ ...servers, KEYS_FILE: keysPath }), quiet);
  const database = await openDatabase({ kind: 'postgres', url: servers.DATABASE_URL });
  try {
    return await makeWorld(database, canaries);
  } finally {
    await database.close();
    await platform.close();
  }
}

/** Everybody signed in at an API of this world, which may have a bug planted. */
export async function withApi<Seen>(
  servers: Servers,
  world: World,
  use: (origin: string, tokens: ReadonlyMap<Caller, string>) => Promise<Seen>,
  planted?: string,
): Promise<Seen> {
  const api = startProduct('api', { ...servers, PORT: '0' }, planted);
  try {
    const origin = await api.ready;
    const tokens = new Map<Caller, string>();
    for (const [name, { accountId }] of Object.entries(world.people)) {
      const { value } = await callApi(origin, 'demo.signInAs', { accountId }, 'mutation');
      const token = Reflect.get(Object(value), 'token');
      if (typeof token !== 'string') throw new Error(`${name} cannot sign in`);
      tokens.set(name as Caller, token);
    }
    await forgetProofs(servers.DATABASE_URL);
    return await use(origin, tokens);
  } finally {
    await api.stop();
  }
}

/** As if everybody had signed in more than five minutes ago. */
async function forgetProofs(url: string): Promise<void> {
  const sql = openPostgres({ url, max: 1 });
  try {
    await sql`update session set stepped_up_at = null`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
