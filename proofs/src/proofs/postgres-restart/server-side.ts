import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres, type Sql } from '@banzhen/postgres/open-postgres';

/** Makes the two tables the lanes write to, empty. */
export async function createTables(url: string): Promise<void> {
  await withServer(url, async (sql) => {
    await sql`drop table if exists visit, visit_part`;
    await sql`create table visit (id int8 primary key, note text not null)`;
    // No foreign key: a part without its visit must be able to show itself.
    await sql`create table visit_part (visit_id int8, part int, primary key (visit_id, part))`;
  });
}

/** Kills backends of the lanes at random, two at a time, until `count` are dead or `goesOn` says no. */
export async function killBackends(url: string, count: number, goesOn: () => boolean): Promise<number> {
  return await withServer(url, async (sql) => {
    let killed = 0;
    while (killed < count && goesOn()) {
      const rows = await sql`
        select pg_terminate_backend(pid) from (
          select pid from pg_stat_activity where application_name = 'lanes' order by random() limit 2) victim`;
      killed += rows.length;
      await sleep(20);
    }
    return killed;
  });
}

/** What is in the tables, compared with what was acknowledged. */
export async function countLosses(
  url: string,
  acknowledged: readonly number[],
): Promise<{ readonly lost: number; readonly halfWritten: number; readonly committed: number }> {
  return await withServer(url, async (sql) => {
    let lost = 0;
    for (let start = 0; start < acknowledged.length; start += 10_000) {
      const ids = acknowledged.slice(start, start + 10_000);
      lost += await countOf(sql`
        select count(*) from unnest(${ids}::int8[]) as told (id)
        where not exists (select from visit where visit.id = told.id)`);
    }
    const halfWritten = await countOf(sql`
      select count(*) from visit full join (select visit_id, count(*) as parts from visit_part group by 1) part
        on part.visit_id = visit.id
      where visit.id is null or part.parts is distinct from 2`);
    return { lost, halfWritten, committed: await countOf(sql`select count(*) from visit`) };
  });
}

async function countOf(query: PromiseLike<readonly Record<string, unknown>[]>): Promise<number> {
  const [row] = await query;
  return Number(row?.count);
}

async function withServer<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = openPostgres({ url, max: 1, applicationName: 'faults' });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
