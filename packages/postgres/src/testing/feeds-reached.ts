import { setTimeout as pause } from 'node:timers/promises';
import { type Database, rowOf } from '../database.js';
import { sql } from '../statement.js';

/**
 * Ends when every feed tells what was committed before the call: feeds stop before the oldest transaction under way, which may be
 * one of any database of the server.
 */
export const feedsReached = async (db: Database): Promise<void> => {
  const { last } = await rowOf<{ last: string }>(db, sql`SELECT pg_current_xact_id()::text AS last`);
  for (;;) {
    const { reached } = await rowOf<{ reached: boolean }>(
      db,
      sql`SELECT pg_snapshot_xmin(pg_current_snapshot()) > ${last}::xid8 AS reached`,
    );
    if (reached) return;
    await pause(2);
  }
};
