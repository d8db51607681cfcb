import { cpus, loadavg } from 'node:os';
import { startPostgres } from '@banzhen/local-services';
import { migrate, openDatabase } from '@banzhen/postgres';
import { openPostgres, type Sql } from '@banzhen/postgres/open-postgres';
import type { Bench, BenchOutcome, Run } from '../proof.js';
import { assignInBatches, assignUnordered } from './blocks/assign.js';
import { type BlockTable, fillYears, inserter, makeUnguarded } from './blocks/insert.js';
import { fillTown } from './candidates/fill-town.js';
import { median, rounded, shuffled, slice } from './figures.js';

/** Issue targets: the constraint leaves 0.65 of the speed of a row at a time, as visits are kept; and 32 batches of assignments at once meet no deadlock. */
export const bench: Bench = {
  name: 'blocks',
  sentence:
    'Occupied time of 1,000 escorts with full calendars, written with the exclusion constraint and into the same table without: one row and 32 rows a statement; and deadlocks of 32 batches of assignments at once.',
  run,
};

const SIZE = { escorts: 1_000, days: 14 };
const LANES = 16;
/** So that there are a hundred thousand blocks. */
const VISITS_AHEAD = 86;
const SLICE_MS = 1_500;
const SIZES = [1, 32] as const;
const TARGET_RATIO = 0.65;
const AT_ONCE = 32;

async function run({ full, log }: Run): Promise<BenchOutcome> {
  const postgres = await startPostgres();
  const database = await openDatabase({ kind: 'postgres', url: postgres.url, connections: AT_ONCE });
  const sql = openPostgres({ url: postgres.url, max: AT_ONCE });
  try {
    await migrate(database.db);
    const { unitOfWork } = await fillTown(database, sql, SIZE);
    const blocks = await fillYears(sql, VISITS_AHEAD);
    await makeUnguarded(sql);
    log(`${SIZE.escorts} escorts, ${blocks} blocks`);
    const ratios: Record<(typeof SIZES)[number], readonly number[]> = {
      1: await compare(sql, 1, full ? 21 : 7, log),
      32: await compare(sql, 32, full ? 21 : 7, log),
    };
    const batches = await assignInBatches(unitOfWork, sql, AT_ONCE);
    const unordered = await assignUnordered(sql, AT_ONCE);
    const ratio = rounded(median(ratios[1]));
    return {
      ...SIZE,
      blocks,
      ratio,
      ratioRange: rangeOf(ratios[1]),
      of32Rows: { ratio: rounded(median(ratios[32])), ratioRange: rangeOf(ratios[32]) },
      ...batches,
      control: unordered,
      rounds: ratios[1].length,
      targets: { ratio: TARGET_RATIO, deadlocks: 0 },
      cores: cpus().length,
      load: rounded(loadavg()[0] ?? 0),
      ok: ratio >= TARGET_RATIO && batches.deadlocks === 0 && unordered.deadlocks > 0,
    };
  } finally {
    await sql.end({ timeout: 5 });
    await database.close();
    await postgres.stop();
  }
}

const rangeOf = (ratios: readonly number[]) => [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))];

/** The speed with the constraint over that without, of each round. */
async function compare(sql: Sql, rows: number, rounds: number, log: Run['log']): Promise<readonly number[]> {
  const insert = await inserter(sql, rows);
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const speed: Record<BlockTable, number> = { escort_block: 0, unguarded_block: 0 };
    for (const table of shuffled<BlockTable>(['escort_block', 'unguarded_block']))
      speed[table] = await slice(LANES, SLICE_MS, () => insert(table));
    // The first one warms up.
    if (round === 0) continue;
    ratios.push(speed.escort_block / speed.unguarded_block);
    log(
      `${rows} rows, round ${round}: ${JSON.stringify(speed, (_, value) => (typeof value === 'number' ? Math.round(value) : value))} statements a second`,
    );
  }
  return ratios;
}
