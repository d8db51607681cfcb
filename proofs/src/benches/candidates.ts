import { cpus, loadavg } from 'node:os';
import { startPostgres } from '@banzhen/local-services';
import { migrate, openDatabase } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { inParallel } from '../in-parallel.js';
import type { Bench, BenchOutcome, Run } from '../proof.js';
import { fillTown } from './candidates/fill-town.js';
import { searches } from './candidates/searches.js';
import { quantile, rounded } from './figures.js';

/** Issue target: p95 of at most 300 ms. */
export const bench: Bench = {
  name: 'candidates',
  sentence: 'Search and ranking of 1,000 escorts with 14 days of visits ahead and 14 behind, on PostgreSQL.',
  run,
};

const ESCORTS = 1_000;
const DAYS = 14;
const ORDERS = 20;
const TARGET_MILLISECONDS = 300;

async function run({ full, log }: Run): Promise<BenchOutcome> {
  const postgres = await startPostgres();
  const database = await openDatabase({ kind: 'postgres', url: postgres.url });
  const sql = openPostgres({ url: postgres.url, max: 1 });
  try {
    await migrate(database.db);
    const filled = await fillTown(database, sql, { escorts: ESCORTS, days: DAYS });
    const { town, families, unitOfWork, blocks } = filled;
    log(`${ESCORTS} escorts, ${blocks} blocks ahead`);
    const search = await searches(unitOfWork, town, families.slice(0, ORDERS));
    for (let time = 0; time < ORDERS; time += 1) await search(time);
    const times = full ? 2_000 : 300;
    const alone = await timedSearches(search, 1, times);
    const together = await timedSearches(search, 4, times);
    return {
      escorts: ESCORTS,
      blocks,
      ...figuresOf(alone),
      p95MillisecondsAtFour: figuresOf(together).p95Milliseconds,
      searches: times,
      target: TARGET_MILLISECONDS,
      cores: cpus().length,
      load: rounded(loadavg()[0] ?? 0),
      ok:
        figuresOf(alone).p95Milliseconds <= TARGET_MILLISECONDS &&
        alone.every(({ found }) => found.candidates === ESCORTS),
    };
  } finally {
    await sql.end({ timeout: 5 });
    await database.close();
    await postgres.stop();
  }
}

type Search = Awaited<ReturnType<typeof searches>>;
interface TimedSearch {
  readonly found: Awaited<ReturnType<Search>>;
  readonly ms: number;
}

async function timedSearches(search: Search, lanes: number, times: number): Promise<readonly TimedSearch[]> {
  const turns = Array.from({ length: times }, (_, turn) => turn);
  return await inParallel(turns, lanes, async (turn) => {
    const since = performance.now();
    const found = await search(turn);
    return { found, ms: performance.now() - since };
  });
}

function figuresOf(seen: readonly TimedSearch[]) {
  const milliseconds = seen.map(({ ms }) => ms);
  return {
    candidates: Math.min(...seen.map(({ found }) => found.candidates)),
    eligible: Math.round(seen.reduce((total, { found }) => total + found.eligible, 0) / seen.length),
    p50Milliseconds: rounded(quantile(milliseconds, 0.5)),
    p95Milliseconds: rounded(quantile(milliseconds, 0.95)),
  };
}
