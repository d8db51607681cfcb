import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '@banzhen/postgres/open-postgres';

/** Writes one visit and its two parts, or none of them. */
type WriteVisit = (sql: Sql, id: number) => Promise<unknown>;

/** The ways in which our code talks to the database; each meets a lost connection at another moment. */
const WAYS: readonly WriteVisit[] = [
  (sql, id) =>
    sql.begin(async (tx) => {
      await tx`insert into visit values (${id}, 'plain')`;
      await tx`insert into visit_part values (${id}, 1)`;
      await tx`insert into visit_part values (${id}, 2)`;
    }),
  (sql, id) =>
    sql.begin(async (tx) => {
      await tx`insert into visit values (${id}, 'pausing')`;
      await sleep(id % 40);
      await tx`insert into visit_part values (${id}, 1)`;
      await sleep(id % 10);
      await tx`insert into visit_part values (${id}, 2)`;
    }),
  (sql, id) => sql`
    with written as (insert into visit values (${id}, 'one statement') returning id)
    insert into visit_part select id, part from written, generate_series(1, 2) part`,
  (sql, id) =>
    sql.begin((tx) => [
      tx`insert into visit values (${id}, 'pipelined')`,
      tx`insert into visit_part values (${id}, 1)`,
      tx`insert into visit_part values (${id}, 2)`,
    ]),
  (sql, id) =>
    sql.begin(async (tx) => {
      await tx`insert into visit values (${id}, ${'long '.repeat(1_000)})`;
      await tx`insert into visit_part values (${id}, 1), (${id}, 2)`;
    }),
  (sql, id) =>
    sql.begin(async (tx) => {
      await tx`insert into visit values (${id}, 'savepoint')`;
      await tx.savepoint((inner) => inner`insert into visit_part values (${id}, 1), (${id}, 2)`);
    }),
];

/** What all lanes of one process share. */
export interface Lanes {
  readonly sql: Sql;
  readonly firstId: number;
  /** Records, before anything else happens, that the commit of `id` was acknowledged. */
  readonly acknowledge: (lane: number, id: number) => void;
  readonly isStopping: () => boolean;
}

/** Writes visits until told to stop; answers how many calls failed. */
export async function runLane(
  lane: number,
  { sql, firstId, acknowledge, isStopping }: Lanes,
): Promise<number> {
  const write = WAYS[lane % WAYS.length];
  if (write === undefined) throw new RangeError(`lane ${lane}`);
  let failures = 0;
  for (let id = firstId + lane * 1_000_000; !isStopping(); id += 1) {
    try {
      await write(sql, id);
      acknowledge(lane, id);
    } catch {
      failures += 1;
      await sleep(20);
    }
  }
  return failures;
}
