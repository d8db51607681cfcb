import { procedures } from '@banzhen/api/inventory';
import { startPostgres, startRedis } from '@banzhen/local-services';
import { openPlatform, readConfig } from '@banzhen/platform';
import { openDatabase } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { keysPath } from '../keys.js';
import { callApi } from '../product/call-api.js';
import { startProduct } from '../product/product-process.js';
import type { Proof, ProofOutcome, Run } from '../proof.js';
import { type Canaries, makeCanaries } from './authz/canaries.js';
import { type Caller, casesOf, type Fault, type MatrixSeen, runMatrix } from './authz/matrix.js';
import { type ObjectName, objectNames } from './authz/principals.js';
import { makeWorld, type World } from './authz/world.js';

/** T-AUTHZ of the reliability design; rows AZ1 to AZ3, AZ5 to AZ10. */
export const proof: Proof = {
  name: 'authz',
  sentence:
    'Every operation, asked for by everybody about orders in every state, is answered as the authorization table and independent sentences say, and tells nobody what is not theirs.',
  run,
};

const ORDINARY: readonly ObjectName[] = [
  'in the hall',
  'offered',
  'serving',
  'finished long ago',
  'foreign',
  'unknown',
];

async function run({ full, seed, log }: Run): Promise<ProofOutcome> {
  const [postgres, redis] = await Promise.all([startPostgres({ durable: false }), startRedis()]);
  const servers = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
  try {
    const canaries = makeCanaries();
    const world = await prepare(servers, canaries);
    const cases = casesOf(procedures(), world, full ? objectNames : ORDINARY, seed);
    log(`${cases.length} calls`);
    const seen = await withApi(servers, world, (origin, tokens) =>
      runMatrix(origin, cases, tokens, canaries),
    );
    tell(log, seen.faults);
    const planted = new URL('./authz/planted-hook-child.js', import.meta.url).href;
    const reads = cases.filter(({ procedure }) => procedure.kind === 'query');
    const control = await withApi(
      servers,
      world,
      (origin, tokens) => runMatrix(origin, reads, tokens, canaries),
      planted,
    );
    return {
      operations: new Set(cases.map(({ procedure }) => procedure.meta?.operation)).size,
      calls: seen.calls,
      faults: seen.faults.length,
      control: { calls: control.calls, faults: control.faults.length },
      ok: seen.faults.length === 0 && control.faults.length > 0,
    };
  } finally {
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

const MOST_TOLD = 15;

function tell(log: Run['log'], faults: readonly Fault[]): void {
  for (const { call, what } of faults.slice(0, MOST_TOLD)) log(`${call} ${what}`);
}

type Servers = { readonly DATABASE_URL: string; readonly REDIS_URL: string };

/** Migrates and publishes by opening the platform once, and fills the world. */
async function prepare(servers: Servers, canaries: Canaries): Promise<World> {
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
async function withApi(
  servers: Servers,
  world: World,
  use: (origin: string, tokens: ReadonlyMap<Caller, string>) => Promise<MatrixSeen>,
  planted?: string,
): Promise<MatrixSeen> {
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
