import { startPostgres, startRedis } from '@banzhen/local-services';
import { askingAsPlatform, openPlatform, readConfig } from '@banzhen/platform';
import { openDatabase } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { keysPath } from '../keys.js';
import type { Figures, Proof, ProofOutcome, Run } from '../proof.js';
import { makeTown } from '../town.js';
import { checkTables, type TableFaults } from './race/check-tables.js';
import { type LoadSeen, raceOn } from './race/load.js';
import { type PlannedRequest, patientsFor, prepareRequests } from './race/prepare.js';

/** T-RACE of the reliability design; rows BK1, BK2, BK4. */
export const proof: Proof = {
  name: 'race',
  sentence:
    'Parallel creates, grabs, offers, accepts and reschedules on 50 escorts, adjacent and overlapping, through two API processes and a worker: no overlap in the tables, no 5xx.',
  run,
};

const ESCORTS = 50;
/** Requests around one escort stand side by side: a part of all clashes as they do. */
const CONTROL_PART = 3;

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const servers = { databaseUrl: postgres.url, redisUrl: redis.url };
  try {
    const requests = await prepare(servers, full ? 5 : 1);
    log(`${requests.length} requests are ready`);
    const unguarded = await copyWithoutConstraints(servers.databaseUrl);
    const seen = await raceAndCheck(servers, requests, log);
    log('control: check, then insert: the same tables without their exclusion constraints');
    const control = await raceAndCheck(
      { databaseUrl: unguarded, redisUrl: `${redis.url}/1` },
      requests.slice(0, requests.length / CONTROL_PART),
      log,
    );
    const { overlaps, overlappingShifts } = control.faults;
    return {
      requests: requests.length,
      escorts: ESCORTS,
      ...seen.faults,
      ...seen.answers,
      control: { overlaps, overlappingShifts, ...control.answers },
      ok: holds(seen) && overlaps > 0,
    };
  } finally {
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

interface Servers {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

async function prepare({ databaseUrl, redisUrl }: Servers, days: number): Promise<readonly PlannedRequest[]> {
  const quiet = { info: () => undefined, error: () => undefined };
  const settings = { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, KEYS_FILE: keysPath };
  const platform = await openPlatform(readConfig(settings), quiet);
  const database = await openDatabase({ kind: 'postgres', url: databaseUrl });
  const sql = openPostgres({ url: databaseUrl, max: 1 });
  try {
    const town = await makeTown(database.db, { escorts: ESCORTS, patients: patientsFor(ESCORTS) });
    return await askingAsPlatform(() => prepareRequests(platform, sql, town, days));
  } finally {
    await sql.end({ timeout: 5 });
    await database.close();
    await platform.close();
  }
}

/** The same rows in a database that lets times overlap; answers its url. */
async function copyWithoutConstraints(databaseUrl: string): Promise<string> {
  const urlOf = (name: string) => Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href;
  const server = openPostgres({ url: urlOf('postgres'), max: 1 });
  await server`create database unguarded template banzhen`.finally(() => server.end({ timeout: 5 }));
  const copy = openPostgres({ url: urlOf('unguarded'), max: 1 });
  try {
    await copy`alter table escort_block drop constraint escort_block_no_overlap`;
    await copy`alter table patient_block drop constraint patient_block_no_overlap`;
  } finally {
    await copy.end({ timeout: 5 });
  }
  return urlOf('unguarded');
}

interface RaceSeen {
  readonly faults: TableFaults;
  readonly answers: Figures & {
    readonly serverErrors: number;
    readonly noAnswers: number;
    readonly stoppedByConstraint: number;
  };
  /** Of each kind some were won, and some requests were refused. */
  readonly isContended: boolean;
}

async function raceAndCheck(
  servers: Servers,
  requests: readonly PlannedRequest[],
  log: Run['log'],
): Promise<RaceSeen> {
  const load = await raceOn(servers, requests);
  const faults = await checkTables(servers.databaseUrl, load.told);
  log(`${load.milliseconds} ms: ${refusalsOf(load)}`);
  for (const trouble of load.troubles.slice(0, 5)) log(trouble);
  const won = load.told.filter(({ status }) => status === 200);
  const wonOf = (kind: PlannedRequest['kind']) => won.filter(({ request }) => request.kind === kind).length;
  const wonByKind = {
    create: wonOf('create'),
    grab: wonOf('grab'),
    offer: wonOf('offer'),
    accept: wonOf('accept'),
    reschedule: wonOf('reschedule'),
  };
  return {
    faults,
    answers: {
      serverErrors: load.told.filter(({ status }) => status >= 500).length,
      noAnswers: load.told.filter(({ status }) => status === 0).length,
      won: wonByKind,
      // The check had found the time free, and the constraint knew better.
      stoppedByConstraint: load.told.filter(
        ({ refusal }) => refusal === 'EscortTaken' || refusal === 'PatientTaken',
      ).length,
      requestsPerSecond: Math.round((requests.length / load.milliseconds) * 1000),
    },
    isContended: Object.values(wonByKind).every((count) => count > 0) && won.length < requests.length,
  };
}

function refusalsOf({ told }: LoadSeen): string {
  const counts = new Map<string, number>();
  for (const { status, refusal = String(status) } of told)
    counts.set(refusal, (counts.get(refusal) ?? 0) + 1);
  return [...counts].map(([refusal, count]) => `${count} ${refusal}`).join(', ');
}

/** Without a time that was free at the check and taken at the insert, nothing was raced for. */
function holds({ faults, answers, isContended }: RaceSeen): boolean {
  const isClean = Object.values(faults).every((count) => count === 0);
  const isRaced = isContended && answers.stoppedByConstraint > 0;
  return isRaced && isClean && answers.serverErrors === 0 && answers.noAnswers === 0;
}
