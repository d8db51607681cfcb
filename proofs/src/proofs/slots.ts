import { setTimeout as pause } from 'node:timers/promises';
import { type ClinicSessionId, type DepartmentId, idFrom } from '@banzhen/domain/shared/ids';
import { startPostgres, startRedis } from '@banzhen/local-services';
import { type OpenDatabase, openDatabase, uuidv7 } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { inParallel } from '../in-parallel.js';
import { keysPath } from '../keys.js';
import { signInAs } from '../product/call-api.js';
import { startProduct } from '../product/product-process.js';
import type { Proof, ProofOutcome, Run } from '../proof.js';
import { makeTown, type Town } from '../town.js';
import { loadCity } from './kill/load-city.js';
import { checkSeats, type SeatFaults } from './slots/check-seats.js';
import { type Family, identify, openSession, STARTS_IN_HOURS } from './slots/clinic.js';
import { plantLookingFirst } from './slots/planted.js';
import { type Callers, giveBack, rush, type Told, tryAgain } from './slots/rush.js';

/** Issue target of seats; rows C18, C33, BK1, BK2, BK4. */
export const proof: Proof = {
  name: 'slots',
  sentence:
    'Two hundred families with a thousand requests at once on fifty seats, through two API processes, keys repeated, one person wanted by two families, seats given back and sold again: never one seat too many, none lost, nobody refused falsely, no 5xx.',
  run,
};

const FAMILIES = 200;
const SEATS = 50;
const GIVEN_BACK = 10;
const API_PROCESSES = 2;
const SOLD_AGAIN_WITHIN_MS = 60_000;

type Answers = {
  readonly requests: number;
  readonly won: number;
  readonly soldAgain: number;
  readonly serverErrors: number;
  readonly noAnswers: number;
};
type RoundSeen = { readonly faults: SeatFaults; readonly answers: Answers; readonly refusals: string };

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const settings = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, PORT: '0' };
  const database = await prepared(settings);
  const sql = openPostgres({ url: postgres.url, max: 1 });
  try {
    const town = await makeTown(database.db, { escorts: 0, patients: FAMILIES });
    const families = await identify(database, town);
    log(`${families.length} families are ready`);
    const departmentId = idFrom<DepartmentId>(uuidv7());
    const world = { database, sql, town, families, departmentId, settings };
    const rounds = await onProcesses(world, async (callers) => {
      const seen: RoundSeen[] = [];
      for (let round = 1; round <= (full ? 20 : 3); round += 1) {
        seen.push(await oneRound(world, callers, round));
        log(`round ${round}: ${seen.at(-1)?.refusals}`);
      }
      return seen;
    });
    // Two requests under one key wait for one another, which would hide some of the race.
    log('control: look first, then take, without the lock and the constraints');
    await plantLookingFirst(sql);
    const control = await onProcesses(world, (callers) => oneRound(world, callers, 0, true));
    const faults = summed(rounds.map((round) => round.faults));
    const answers = summed(rounds.map((round) => round.answers));
    return {
      rounds: rounds.length,
      seats: SEATS,
      ...answers,
      ...faults,
      control: {
        oversold: control.faults.oversold,
        overlaps: control.faults.overlaps,
        won: control.answers.won,
      },
      ok: holds(faults, answers, rounds.length) && control.faults.oversold > 0,
    };
  } finally {
    await sql.end({ timeout: 5 });
    await database.close();
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

interface World {
  readonly database: OpenDatabase;
  readonly sql: ReturnType<typeof openPostgres>;
  readonly town: Town;
  readonly families: readonly Family[];
  readonly departmentId: DepartmentId;
  readonly settings: { readonly DATABASE_URL: string; readonly REDIS_URL: string; readonly PORT: string };
}

async function prepared(settings: World['settings']): Promise<OpenDatabase> {
  await loadCity({ ...settings, KEYS_FILE: keysPath });
  return openDatabase({ kind: 'postgres', url: settings.DATABASE_URL });
}

/** API processes and a worker, with everybody signed in at each of them. */
async function onProcesses<T>(
  { settings, families }: World,
  work: (callers: Callers) => Promise<T>,
): Promise<T> {
  const apis = Array.from({ length: API_PROCESSES }, () => startProduct('api', settings));
  const worker = startProduct('worker', settings);
  try {
    const [origins] = await Promise.all([Promise.all(apis.map(({ ready }) => ready)), worker.ready]);
    const callers = await Promise.all(
      origins.map(
        async (origin) =>
          new Map(
            await inParallel(families, 32, async ({ accountId }) => {
              return [accountId, await signInAs(origin, accountId)] as const;
            }),
          ),
      ),
    );
    return await work(callers);
  } finally {
    await Promise.all([...apis, worker].map((one) => one.stop()));
  }
}

const won = (told: readonly Told[]): readonly Told[] => {
  const first = new Map(
    told.flatMap((one) => (one.appointmentId === undefined ? [] : [[one.appointmentId, one]])),
  );
  return [...first.values()];
};

async function oneRound(
  { database, sql, town, families, departmentId }: World,
  callers: Callers,
  round: number,
  isControl = false,
): Promise<RoundSeen> {
  // Nobody can be at two sessions at once, or in many departments on one day, and the same people come to every round.
  const sessionId = await openSession(database, town, {
    capacity: SEATS,
    startsInHours: STARTS_IN_HOURS - round * 0.9,
    hours: 0.5,
    departmentId,
  });
  const crowd = await rush(callers, sessionId, families, !isControl);
  const winners = won(crowd);
  const returned = isControl ? [] : await giveBack(callers, winners.slice(0, GIVEN_BACK));
  const without = families.filter(({ accountId }) =>
    winners.every((one) => one.family.accountId !== accountId),
  );
  const again = isControl ? [] : await tryAgain(callers, sessionId, without, soldOut(sql, sessionId));
  const told = [...crowd, ...again];
  const all = [...told, ...returned];
  return {
    faults: await checkSeats(sql, sessionId, told),
    answers: {
      requests: all.length,
      won: winners.length,
      soldAgain: won(again).length,
      serverErrors: all.filter(({ status }) => status >= 500).length,
      noAnswers: all.filter(({ status }) => status === 0).length,
    },
    refusals: refusalsOf(crowd),
  };
}

/** Whether every seat is somebody's again, or nobody came for too long. */
function soldOut(sql: World['sql'], sessionId: ClinicSessionId): () => Promise<boolean> {
  const until = Date.now() + SOLD_AGAIN_WITHIN_MS;
  return async () => {
    await pause(200);
    const [row] = await sql<{ seated: number }[]>`
      select count(*)::integer as seated from appointment where session_id = ${sessionId} and keeps_seat`;
    return (row?.seated ?? 0) >= SEATS || Date.now() > until;
  };
}

function refusalsOf(told: readonly Told[]): string {
  const counts = new Map<string, number>();
  for (const { status, refusal = String(status) } of told)
    counts.set(refusal, (counts.get(refusal) ?? 0) + 1);
  return [...counts].map(([refusal, count]) => `${count} ${refusal}`).join(', ');
}

function summed<Counts extends object>(all: readonly Counts[]): Counts {
  const [first, ...others] = all;
  if (first === undefined) throw new Error('there was no round');
  const sum = (name: string, value: number) =>
    others.reduce(
      (total, one) => total + Number(Object.entries(one).find(([key]) => key === name)?.[1]),
      value,
    );
  return Object.fromEntries(Object.entries(first).map(([name, value]) => [name, sum(name, value)])) as Counts;
}

/** Every seat was sold, and those that came back were sold again; without that nobody was short of one. */
function holds(faults: SeatFaults, answers: Answers, rounds: number): boolean {
  const isClean = Object.values(faults).every((count) => count === 0);
  const isRaced = answers.won === rounds * SEATS && answers.soldAgain === rounds * GIVEN_BACK;
  return isClean && isRaced && answers.serverErrors === 0 && answers.noAnswers === 0;
}
