import type { Sql } from '@banzhen/postgres/open-postgres';
import type { Figures } from '../proof.js';

/** How durable the server's commits are; throws where one that was acknowledged could be lost. */
export async function durabilityOf(sql: Sql): Promise<Figures> {
  const [row] = await sql`select current_setting('fsync') as fsync,
    current_setting('synchronous_commit') as "synchronousCommit", current_setting('full_page_writes') as "fullPageWrites"`;
  const figures = {
    fsync: row?.fsync,
    synchronousCommit: row?.synchronousCommit,
    fullPageWrites: row?.fullPageWrites,
  };
  if (Object.values(figures).some((value) => value !== 'on'))
    throw new Error(`the server is not durable: ${JSON.stringify(figures)}`);
  return figures;
}
