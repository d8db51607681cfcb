import { cpus, loadavg } from 'node:os';
import { startPostgres } from '@banzhen/local-services';
import { migrate, openDatabase, postgresUnitOfWork } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { addCrowd, type VisitCast } from '../crowd.js';
import { sealer } from '../keys.js';
import type { Bench, BenchOutcome, Figures, Run } from '../proof.js';
import { makeTown, type Town } from '../town.js';
import { durabilityOf } from './durability.js';
import { median, quantile, rounded, shuffled, slice } from './figures.js';
import { driveVisit, type Stopwatch } from './visit/drive.js';
import { type Recording, recorder, replay, sendAsRecorded } from './visit/recording.js';

/** Issue target: at least half of the raw driver's visits a second at concurrency 16. */
export const bench: Bench = {
  name: 'visit',
  sentence:
    'Whole visits a second through the use cases on PostgreSQL at concurrency 1, 16 and 64, against the same SQL statements replayed by raw driver calls.',
  run,
};

const TARGET_RATIO = 0.5;
const LANES = [1, 16, 64] as const;
const CONNECTIONS = 16;
const CONTENDERS = ['product', 'raw', 'rawInOneFlight'] as const;
type Contender = (typeof CONTENDERS)[number];

async function run({ full, log }: Run): Promise<BenchOutcome> {
  const postgres = await startPostgres();
  const database = await openDatabase({ kind: 'postgres', url: postgres.url, connections: CONNECTIONS });
  const sql = openPostgres({ url: postgres.url, max: CONNECTIONS, applicationName: 'raw' });
  sendAsRecorded(sql);
  try {
    const durability = await durabilityOf(sql);
    await migrate(database.db);
    const town = await makeTown(database.db, { escorts: 1, patients: 1 });
    const casts = await addCrowd(sql, town, full ? 60_000 : 15_000);
    await sql`analyze`;
    const next = dealer(casts);
    const recording = await record(postgres.url, town, next());
    const statements = recording.transactions.flat().length;
    log(`one visit: ${statements} statements in ${recording.transactions.length} transactions`);
    const unitOfWork = postgresUnitOfWork(database.db, { news: database.news, sealer });
    const kept = new Set<string>([town.tenantId, town.hospitalId, town.dispatcher]);
    const work = (stopwatch: Stopwatch): Record<Contender, () => Promise<void>> => ({
      product: () => driveVisit(unitOfWork, town, next(), stopwatch),
      raw: () => replay(sql, recording, next(), kept, false),
      rawInOneFlight: () => replay(sql, recording, next(), kept, true),
    });
    const measured = await measure(work, full, log);
    const unfinished = await countOf(sql`select count(*) from escort_order where status <> 'FINISHED'`);
    const finished = await countOf(sql`select count(*) from escort_order where status = 'FINISHED'`);
    return {
      ...measured.figures,
      statements,
      transactions: recording.transactions.length,
      finished,
      unfinished,
      ...durability,
      cores: cpus().length,
      load: rounded(loadavg()[0] ?? 0),
      target: TARGET_RATIO,
      ok: measured.ratio >= TARGET_RATIO && unfinished === 0,
    };
  } finally {
    await sql.end({ timeout: 5 });
    await database.close();
    await postgres.stop();
  }
}

/** A server that does not wait for its disk proves nothing. Throws. */
async function countOf(query: PromiseLike<readonly Record<string, unknown>[]>): Promise<number> {
  const [row] = await query;
  return Number(row?.count);
}

/** Nobody has two visits, so that none waits for another. */
function dealer(casts: readonly VisitCast[]): () => VisitCast {
  let dealt = 0;
  return () => {
    const cast = casts[dealt];
    dealt += 1;
    if (cast === undefined) throw new Error('the town is too small for this machine');
    return cast;
  };
}

async function record(url: string, town: Town, cast: VisitCast): Promise<Recording> {
  const { onStatement, recording } = recorder(cast);
  const database = await openDatabase({ kind: 'postgres', url, connections: 1, onStatement });
  try {
    const unitOfWork = postgresUnitOfWork(database.db, { news: database.news, sealer });
    await driveVisit(unitOfWork, town, cast, () => undefined);
    return recording();
  } finally {
    await database.close();
  }
}

interface Measured {
  readonly ratio: number;
  readonly figures: Figures;
}

async function measure(
  work: (stopwatch: Stopwatch) => Record<Contender, () => Promise<void>>,
  full: boolean,
  log: Run['log'],
): Promise<Measured> {
  const rounds = full ? 11 : 5;
  const milliseconds = full ? 4_000 : 1_500;
  const runs = LANES.flatMap((lanes) => CONTENDERS.map((contender) => ({ lanes, contender })));
  const rates = new Map<string, number[]>();
  const times = new Map<string, number[]>();
  const keep = (map: Map<string, number[]>, key: string, value: number) => {
    map.set(key, [...(map.get(key) ?? []), value]);
  };
  await slice(8, 1_000, work(() => undefined).product);
  await slice(8, 1_000, work(() => undefined).raw);
  for (let round = 1; round <= rounds; round += 1) {
    for (const { lanes, contender } of shuffled(runs)) {
      const took = new Map<string, number[]>();
      const rate = await slice(
        lanes,
        milliseconds,
        work((command, ms) => void (took.get(command)?.push(ms) ?? took.set(command, [ms])))[contender],
      );
      keep(rates, `${contender} ${lanes}`, rate);
      if (contender === 'product')
        for (const [command, ms] of took)
          times.set(`${command} ${lanes}`, [...(times.get(`${command} ${lanes}`) ?? []), ...ms]);
    }
    log(`round ${round} of ${rounds}`);
  }
  return summed(rates, times);
}

function summed(
  rates: ReadonlyMap<string, readonly number[]>,
  times: ReadonlyMap<string, readonly number[]>,
): Measured {
  const of = (contender: Contender, lanes: number) => rates.get(`${contender} ${lanes}`) ?? [];
  const perSecond = (contender: Contender) =>
    Object.fromEntries(LANES.map((lanes) => [lanes, rounded(median(of(contender, lanes)))]));
  const ratios = (raw: Contender, lanes: number) =>
    of('product', lanes).map((rate, round) => rate / (of(raw, lanes)[round] ?? Number.POSITIVE_INFINITY));
  const ratioOf = (raw: Contender) =>
    Object.fromEntries(LANES.map((lanes) => [lanes, rounded(median(ratios(raw, lanes)))]));
  const commands = [...new Set([...times.keys()].map((key) => key.split(' ')[0] ?? ''))];
  const ratio = median(ratios('raw', 16));
  return {
    ratio,
    figures: {
      ratio: rounded(ratio),
      ratioRange: [Math.min(...ratios('raw', 16)), Math.max(...ratios('raw', 16))].map(rounded),
      visitsPerSecond: perSecond('product'),
      rawVisitsPerSecond: perSecond('raw'),
      ratioToRaw: ratioOf('raw'),
      rawInOneFlightVisitsPerSecond: perSecond('rawInOneFlight'),
      ratioToRawInOneFlight: ratioOf('rawInOneFlight'),
      commandMilliseconds: Object.fromEntries(
        LANES.map((lanes) => [
          lanes,
          Object.fromEntries(
            commands.map((command) => {
              const ms = times.get(`${command} ${lanes}`) ?? [];
              return [command, { p50: rounded(quantile(ms, 0.5)), p99: rounded(quantile(ms, 0.99)) }];
            }),
          ),
        ]),
      ),
    },
  };
}
