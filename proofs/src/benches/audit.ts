import { cpus, loadavg } from 'node:os';
import { startPostgres } from '@banzhen/local-services';
import { type Database, migrate, openDatabase, postgresAuditTrail, uuidv7 } from '@banzhen/postgres';
import { run as runStatement, sql } from '@banzhen/postgres/testing';
import type { Bench, BenchOutcome, Figures, Run } from '../proof.js';
import { median, rounded, shuffled, slice } from './figures.js';

/**
 * Target: at 16 lanes at least half of the plain inserts. One stream alone can be no faster than commits, one after the other,
 * reach the disk.
 */
export const bench: Bench = {
  name: 'audit',
  sentence:
    'Entries a second that are chained, each in a transaction of its own, against plain inserts of the same text with the same indexes.',
  run,
};

const TARGET_RATIO = 0.5;
const LANES = [1, 16] as const;
const CONNECTIONS = 16;
const CONTENDERS = ['chained', 'oneStream', 'plain'] as const;
type Contender = (typeof CONTENDERS)[number];

async function run({ full, log }: Run): Promise<BenchOutcome> {
  const postgres = await startPostgres();
  const database = await openDatabase({ kind: 'postgres', url: postgres.url, connections: CONNECTIONS });
  try {
    await migrate(database.db);
    await makePlain(database.db);
    const work = contenders(database.db);
    for (const contender of CONTENDERS) await slice(8, 500, work[contender]);
    const runs = LANES.flatMap((lanes) => CONTENDERS.map((contender) => ({ lanes, contender })));
    const rates = new Map<string, number[]>();
    const rounds = full ? 15 : 5;
    for (let round = 1; round <= rounds; round += 1) {
      for (const { lanes, contender } of shuffled(runs)) {
        const rate = await slice(lanes, full ? 3_000 : 1_000, work[contender]);
        rates.set(`${contender} ${lanes}`, [...(rates.get(`${contender} ${lanes}`) ?? []), rate]);
      }
      log(`round ${round} of ${rounds}`);
    }
    const of: Rates = (contender, lanes) => rates.get(`${contender} ${lanes}`) ?? [];
    return {
      ...figuresOf(of),
      target: TARGET_RATIO,
      cores: cpus().length,
      load: rounded(loadavg()[0] ?? 0),
      ok: ratioOf(of, 'chained', 16) >= TARGET_RATIO,
    };
  } finally {
    await database.close();
    await postgres.stop();
  }
}

const makePlain = (db: Database): Promise<void> =>
  runStatement(
    db,
    sql.raw(`create table plain_entry (like audit_entry including defaults including indexes);
      alter table plain_entry drop constraint plain_entry_pkey, drop constraint plain_entry_stream_prev_key;
      alter table plain_entry add id bigint generated always as identity primary key`),
  );

const entryAbout = (id: string) => ({
  at: new Date(),
  actor: { as: 'D' } as const,
  operation: 'order.cancel',
  object: { kind: 'order', id },
  outcome: 'done' as const,
  facts: { version: 7, status: 'CANCELLED', events: ['OrderCancelled', 'RefundRequested'] },
});

function contenders(db: Database): Record<Contender, () => Promise<void>> {
  const [one, nothing] = [uuidv7(), '00'.repeat(32)];
  const append = (id: string) => db.transaction((tx) => postgresAuditTrail(tx).append(entryAbout(id)));
  return {
    chained: () => append(uuidv7()),
    oneStream: () => append(one),
    plain: () =>
      db.transaction((tx) =>
        runStatement(
          tx,
          sql`insert into plain_entry (stream, seq, body, prev, hash)
            values (0, 1, ${JSON.stringify(entryAbout(uuidv7()))}, decode(${nothing}, 'hex'), decode(${nothing}, 'hex'))`,
        ),
      ),
  };
}

type Rates = (contender: Contender, lanes: number) => readonly number[];

const ratioOf = (of: Rates, contender: Contender, lanes: number): number =>
  median(
    of(contender, lanes).map((rate, round) => rate / (of('plain', lanes)[round] ?? Number.POSITIVE_INFINITY)),
  );

function figuresOf(of: Rates): Figures {
  const byLanes = (value: (lanes: number) => number) =>
    Object.fromEntries(LANES.map((lanes) => [lanes, rounded(value(lanes))]));
  const perSecond = (contender: Contender) => byLanes((lanes) => median(of(contender, lanes)));
  return {
    chainedPerSecond: perSecond('chained'),
    oneStreamPerSecond: perSecond('oneStream'),
    plainPerSecond: perSecond('plain'),
    ratio: byLanes((lanes) => ratioOf(of, 'chained', lanes)),
    ratioOneStream: byLanes((lanes) => ratioOf(of, 'oneStream', lanes)),
  };
}
