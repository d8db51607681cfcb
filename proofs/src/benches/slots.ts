import { randomUUID } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import type { ClinicSessionId } from '@banzhen/domain/shared/ids';
import { startPostgres, startRedis } from '@banzhen/local-services';
import { openDatabase } from '@banzhen/postgres';
import { openPostgres, type Sql } from '@banzhen/postgres/open-postgres';
import { Redis } from 'ioredis';
import { keysPath } from '../keys.js';
import type { Bench, BenchOutcome, Figures, Run } from '../proof.js';
import { loadCity } from '../proofs/kill/load-city.js';
import { makeTown } from '../town.js';
import { durabilityOf } from './durability.js';
import { median, quantile, rounded, shuffled } from './figures.js';
import { admission } from './slots/admission.js';
import { type Design, designs, type Sale } from './slots/designs.js';
import { type Buyer, CONNECTIONS, type Market, makeMarket, SEATS } from './slots/market.js';
import { ours } from './slots/ours.js';
import { overHttp } from './slots/over-http.js';
import { pgbench } from './slots/pgbench.js';
import { rawBatch, rawBooking } from './slots/rows.js';
import { processesAndCrowds } from './slots/several.js';

/** Issue target of seats; part 7 of the measurements behind ADR 0018. */
export const bench: Bench = {
  name: 'slots',
  sentence:
    'Seats of one session a second through the use case, 64 people at a time (and 256), against a lock in Redis, a version that is tried again, FOR UPDATE and one statement for a booking, and against pgbench writing the same rows in batches; how long people wait over HTTP, what three processes do, a crowd ten times as large, and one with Redis before the database.',
  run,
};

const LANES = 64;
/** A crowd of which half is written while the other half is judged. */
const CROWD_LANES = 256;
const ROUNDS = 7;
/** Each begins eight processes. */
const SEVERAL_ROUNDS = 5;
const SLICE_MS = 1_500;
const RAW_SECONDS = 2;
const RAW_BATCH = 64;
const HOT_CLIENTS = 16;
const ONE_IN_SO_MANY_AGAIN = 20;
const TARGETS = {
  ...{ vsLock: 30, vsHotStatement: 12, vsRaw: 0.8, p99VsOneStatement: 0.1 },
  ...{ threeVsOneProcess: 0.7, tenfoldTime: 12, tenfoldMemory: 12 },
};

const inProcess = ['ours', 'lock', 'optimistic', 'forUpdate', 'oneStatement'] as const;
const inServer = ['rawBatch', 'hotStatement'] as const;
type Contender = (typeof inProcess)[number] | (typeof inServer)[number] | 'oursInCrowd';

interface SliceSeen {
  readonly perSecond: number;
  readonly p99: number;
  readonly faults: { readonly oversold: number; readonly lostAcks: number; readonly falseRefusals: number };
}

async function run({ full, log }: Run): Promise<BenchOutcome> {
  const [postgres, redisServer] = await Promise.all([startPostgres(), startRedis()]);
  const database = await openDatabase({ kind: 'postgres', url: postgres.url, connections: CONNECTIONS });
  const sql = openPostgres({ url: postgres.url, max: CONNECTIONS, applicationName: 'designs' });
  const redis = new Redis(redisServer.url);
  try {
    const durability = await durabilityOf(sql);
    await loadCity({ DATABASE_URL: postgres.url, REDIS_URL: redisServer.url, KEYS_FILE: keysPath });
    const town = await makeTown(database.db, { escorts: 0, patients: 0 });
    const market = await makeMarket(database, sql, town, full ? 200_000 : 80_000);
    log(`${market.buyers.length} people want a seat`);
    const all: Record<(typeof inProcess)[number], Design> = { ours: ours(database), ...designs(sql, redis) };
    const rounds = full ? ROUNDS * 2 : ROUNDS;
    const measured = await measure(market, sql, postgres.url, all, rounds, log);
    const place = { url: postgres.url, redisUrl: redisServer.url, market };
    const rules = { lanes: LANES, milliseconds: SLICE_MS, rounds: ROUNDS };
    const http = await overHttp(place, rules);
    log(`over HTTP ${JSON.stringify(http)}`);
    const several = await processesAndCrowds(place, sql, { ...rules, rounds: SEVERAL_ROUNDS });
    log(`several ${JSON.stringify(several)}`);
    const admitted = await admission(market, redis, all.ours, SEVERAL_ROUNDS);
    log(`admission by Redis ${JSON.stringify(admitted)}`);
    const isMet =
      http.p99VsOneStatement <= TARGETS.p99VsOneStatement &&
      several.threeVsOneProcess >= TARGETS.threeVsOneProcess &&
      several.tenfoldTime <= TARGETS.tenfoldTime &&
      several.tenfoldMemory <= TARGETS.tenfoldMemory &&
      several.wrongAnswers === 0;
    return {
      ...measured,
      ...{ http, ...several, admission: admitted, ...durability, targets: TARGETS, ok: measured.ok && isMet },
      ...{ cores: cpus().length, load: rounded(loadavg()[0] ?? 0) },
    };
  } finally {
    redis.disconnect();
    await sql.end({ timeout: 5 });
    await database.close();
    await Promise.all([postgres.stop(), redisServer.stop()]);
  }
}

async function measure(
  market: Market,
  sql: Sql,
  url: string,
  all: Record<(typeof inProcess)[number], Design>,
  rounds: number,
  log: Run['log'],
): Promise<BenchOutcome> {
  const seen: Record<Contender, number>[] = [];
  const p99: { ours: number; oneStatement: number }[] = [];
  const faults = { oversold: 0, lostAcks: 0, falseRefusals: 0 };
  for (const name of inProcess) await sell(market, sql, all[name]);
  for (let round = 1; round <= rounds; round += 1) {
    const rates = {} as Record<Contender, number>;
    const slowest = { ours: 0, oneStatement: 0 };
    for (const name of shuffled<Contender>([...inProcess, ...inServer, 'oursInCrowd'])) {
      if (name === 'rawBatch' || name === 'hotStatement') rates[name] = await sellRaw(market, url, name);
      else if (name === 'oursInCrowd')
        rates[name] = (await sell(market, sql, all.ours, CROWD_LANES)).perSecond;
      else {
        const slice = await sell(market, sql, all[name]);
        rates[name] = slice.perSecond;
        if (name === 'ours' || name === 'oneStatement') slowest[name] = slice.p99;
        if (name === 'ours')
          for (const fault of ['oversold', 'lostAcks', 'falseRefusals'] as const)
            faults[fault] += slice.faults[fault];
      }
    }
    seen.push(rates);
    p99.push(slowest);
    log(
      `round ${round} of ${rounds}: seats a second ${JSON.stringify(rates, (_, one) => (typeof one === 'number' ? Math.round(one) : one))}`,
    );
  }
  return outcomeOf(seen, p99, faults);
}

function outcomeOf(
  seen: readonly Record<Contender, number>[],
  p99: readonly { readonly ours: number; readonly oneStatement: number }[],
  faults: SliceSeen['faults'],
): BenchOutcome {
  const versus = (other: Contender): Figures[string] & object => {
    const ratios = seen.map((rates) => rates.ours / rates[other]);
    return {
      median: rounded(median(ratios)),
      range: [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))],
    };
  };
  const ratioOf = (other: Contender, own: 'ours' | 'oursInCrowd' = 'ours') =>
    median(seen.map((rates) => rates[own] / rates[other]));
  const p99VsOneStatement = median(p99.map((one) => one.ours / one.oneStatement));
  const rates = Object.fromEntries(
    [...inProcess, ...inServer, 'oursInCrowd' as const].map((name) => [
      name,
      Math.round(median(seen.map((one) => one[name]))),
    ]),
  );
  const ratios = {
    vsLock: rounded(ratioOf('lock')),
    vsHotStatement: rounded(ratioOf('hotStatement')),
    vsRaw: rounded(ratioOf('rawBatch')),
    p99VsOneStatement: rounded(p99VsOneStatement),
  };
  return {
    ...ratios,
    ...faults,
    ranges: { lock: versus('lock'), hotStatement: versus('hotStatement'), raw: versus('rawBatch') },
    inCrowd: {
      people: CROWD_LANES,
      vsLock: rounded(ratioOf('lock', 'oursInCrowd')),
      vsHotStatement: rounded(ratioOf('hotStatement', 'oursInCrowd')),
      vsRaw: rounded(ratioOf('rawBatch', 'oursInCrowd')),
    },
    perSecond: rates,
    p99Milliseconds: {
      ours: rounded(median(p99.map((one) => one.ours))),
      oneStatement: rounded(median(p99.map((one) => one.oneStatement))),
    },
    rounds: seen.length,
    ok:
      ratios.vsLock >= TARGETS.vsLock &&
      ratios.vsHotStatement >= TARGETS.vsHotStatement &&
      ratios.vsRaw >= TARGETS.vsRaw &&
      Object.values(faults).every((count) => count === 0),
  };
}

/** Sells seats of a new session for a slice of time; one buyer in twenty comes twice. */
async function sell(
  { buyers, openSession }: Market,
  sql: Sql,
  design: Design,
  lanes = LANES,
): Promise<SliceSeen> {
  const sessionId = await openSession();
  const took: number[] = [];
  const sold = new Set<Buyer>();
  const told: { readonly buyer: Buyer; readonly sale: Sale }[] = [];
  let next = 0;
  const since = performance.now();
  const lane = async () => {
    while (performance.now() - since < SLICE_MS) {
      const turn = next++;
      const isAgain = turn > 0 && turn % ONE_IN_SO_MANY_AGAIN === 0;
      const buyer = buyers[(isAgain ? turn - 1 : turn) % buyers.length] as Buyer;
      const from = performance.now();
      const sale = await design(sessionId, buyer, randomUUID());
      told.push({ buyer, sale });
      if (sale !== 'seat') continue;
      took.push(performance.now() - from);
      sold.add(buyer);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const seconds = (performance.now() - since) / 1000;
  return {
    perSecond: took.length / seconds,
    p99: quantile(took, 0.99),
    faults: await faultsOf(sql, sessionId, took.length, told, sold),
  };
}

async function faultsOf(
  sql: Sql,
  sessionId: ClinicSessionId,
  acknowledged: number,
  told: readonly { readonly buyer: Buyer; readonly sale: Sale }[],
  sold: ReadonlySet<Buyer>,
): Promise<SliceSeen['faults']> {
  const [row] = await sql`
    select count(*)::integer as rows, min(remaining)::integer as remaining
    from appointment join clinic_session on clinic_session.id = session_id where session_id = ${sessionId}`;
  const rows = Number(row?.rows);
  return {
    oversold: Math.max(0, rows - (SEATS - Number(row?.remaining))),
    lostAcks: Math.max(0, acknowledged - rows),
    falseRefusals: told.filter(
      ({ buyer, sale }) => sale === 'refused' || (sale === 'already' && !sold.has(buyer)),
    ).length,
  };
}

/** What the server does by itself: the same rows in batches by one client, or one booking a statement by sixteen. */
async function sellRaw(
  { buyers, openSessionForStrangers }: Market,
  url: string,
  name: (typeof inServer)[number],
): Promise<number> {
  const sessionId = await openSessionForStrangers();
  if (name === 'hotStatement') {
    const booking = rawBooking(sessionId).replaceAll('\n', ' ');
    const script = `\\set one random(0, ${buyers.length - 1})\n${booking};\n`;
    return pgbench(url, script, HOT_CLIENTS, RAW_SECONDS);
  }
  const script = `\\set first random(0, ${buyers.length - RAW_BATCH})\n${rawBatch(sessionId, ':first', RAW_BATCH)}`;
  return (await pgbench(url, script, 1, RAW_SECONDS)) * RAW_BATCH;
}
