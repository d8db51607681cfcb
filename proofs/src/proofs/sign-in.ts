import { type ProcedureFacts, procedures } from '@banzhen/api/inventory';
import { startPostgres, startRedis } from '@banzhen/local-services';
import { openPlatform, type Platform, readConfig } from '@banzhen/platform';
import { openDatabase } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { keysPath } from '../keys.js';
import type { Figures, Proof, ProofOutcome, Run } from '../proof.js';
import { signInAs, signUp } from './sign-in/calls.js';
import { type Doors, plantedDoors, productDoors } from './sign-in/doors.js';
import { changeRoles, endBetweenCalls, guarded } from './sign-in/ending.js';
import { type Guessed, guess, recipes } from './sign-in/guessing.js';
import { withCounterInMemory, withSessionCache } from './sign-in/planted.js';

/** Rows AU1, AU2 and AU9 of the threats. */
export const proof: Proof = {
  name: 'sign-in',
  sentence:
    'Brute force over batches, parallel calls, two processes, a restart and other networks: at most five guesses count for a code. A session that was revoked or banned, and a role that was taken away, is gone on the next request of every operation.',
  run,
};

/** 吴管理, the administrator of the demo city. */
const ADMIN = '01900003-0000-7000-8000-000000000004';
const MOST = 5;

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const settings = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
  try {
    const doors = await productDoors(settings);
    const seen = await attack(doors, full ? 1_000 : 40, log).finally(() => doors.close());
    const control = await controls(settings, seen.operations, log);
    const { guessed, ended, changed } = seen;
    const most = Math.max(...guessed.map(({ counted }) => counted));
    for (const trouble of [...ended.stale, ...ended.neverIn, ...changed.stale].slice(0, 5)) log(trouble);
    return {
      recipes: guessed.length,
      guesses: guessed.reduce((sum, one) => sum + one.sent, 0),
      mostCounted: most,
      gotIn: guessed.filter(({ gotIn }) => gotIn).length,
      operations: ended.operations,
      endings: ended.cases,
      staleSessions: ended.stale.length,
      roles: changed.roles,
      rolePermissions: changed.granted,
      staleRoles: changed.stale.length,
      control,
      ok:
        most === MOST &&
        guessed.every(({ counted, gotIn }) => counted <= MOST && !gotIn) &&
        ended.cases > 0 &&
        ended.stale.length + ended.neverIn.length + changed.stale.length === 0 &&
        changed.granted > 0 &&
        control.counterInMemory > MOST &&
        control.sessionCache > 0,
    };
  } finally {
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

async function attack(doors: Doors, times: number, log: Run['log']) {
  const guessed: Guessed[] = [];
  for (const [no, name] of Object.keys(recipes).entries())
    guessed.push(await guess(doors, name, phoneOf(no), times));
  log(guessed.map(({ recipe, counted }) => `${recipe}: ${counted}`).join(', '));
  const [, there] = doors.all;
  const accountId = await signUp(there, phoneOf(100));
  const admin = await signInAs(there, ADMIN);
  const changed = await changeRoles(doors, accountId, admin);
  const operations = await guarded(there, procedures());
  const ended = await endBetweenCalls(doors, operations, accountId, admin);
  log(`${ended.operations} operations, ${ended.cases} endings, ${ended.stale.length} of them too late`);
  return { guessed, operations, ended, changed };
}

const phoneOf = (no: number): string => `139${String(no).padStart(8, '0')}`;

/** The same attacks on the same face with a bug behind it. */
async function controls(
  settings: Readonly<Record<string, string>>,
  operations: readonly ProcedureFacts[],
  log: Run['log'],
): Promise<Figures & { readonly counterInMemory: number; readonly sessionCache: number }> {
  const quiet = { info: () => undefined, error: () => undefined };
  const config = readConfig({ ...settings, KEYS_FILE: keysPath, RATE_LIMIT_SCALE: '1000' });
  const platform = await openPlatform(config, quiet);
  const database = await openDatabase({ kind: 'postgres', url: settings.DATABASE_URL ?? '' });
  const sql = openPostgres({ url: settings.DATABASE_URL ?? '', max: 4 });
  try {
    log('control: the counter in memory');
    const forgetful = plantedDoors(() => withCounterInMemory(platform, database.db, sql));
    const ways = ['all at once, through two processes', 'across a restart'];
    const guessed = [];
    for (const [no, name] of ways.entries())
      guessed.push((await guess(forgetful, name, phoneOf(200 + no), 40)).counted);
    log('control: sessions in a cache');
    return { counterInMemory: Math.max(...guessed), sessionCache: await staleIn(platform, operations) };
  } finally {
    await sql.end({ timeout: 5 });
    await database.close();
    await platform.close();
  }
}

async function staleIn(platform: Platform, operations: readonly ProcedureFacts[]): Promise<number> {
  const doors = plantedDoors(() => withSessionCache(platform));
  const accountId = await signUp(doors.all[1], phoneOf(300));
  const admin = await signInAs(doors.all[1], ADMIN);
  const some = operations.filter(({ kind }) => kind === 'query').slice(0, 4);
  return (await endBetweenCalls(doors, some, accountId, admin)).stale.length;
}
