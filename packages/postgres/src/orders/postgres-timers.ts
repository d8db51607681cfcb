import type { ArmedTimer, DueTimers, TimerStore } from '@banzhen/domain/orders';
import type { IdSource } from '@banzhen/domain/shared/ids';
import { and, asc, isNull, lte } from 'drizzle-orm';
import { type Database, rowsOf, run } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { orderTimers } from '../schema/index.js';
import { at, jsonRows, optional } from '../sql-values.js';
import { sql } from '../statement.js';

/** Timers as due rows (6.0.3). */
export const postgresTimers = (db: Database, ids: IdSource): TimerStore => ({
  async arm(orderId, timers, armedVersion) {
    const rows = timers.map(({ kind, dueAt, offerId, shiftNo }) => ({
      id: ids.next(),
      kind,
      due_at: dueAt,
      offer_id: offerId,
      shift_no: shiftNo,
    }));
    await run(
      db,
      sql`
      WITH gone AS (DELETE FROM order_timer WHERE order_id = ${orderId} AND done_at IS NULL)
      INSERT INTO order_timer (id, order_id, kind, due_at, offer_id, shift_no, armed_version, next_try_at)
      SELECT id, ${orderId}::uuid, kind, due_at, offer_id, shift_no, ${armedVersion}::integer, due_at
      FROM jsonb_to_recordset(${jsonRows(rows)}) AS given(
        id uuid, kind text, due_at timestamptz, offer_id uuid, shift_no integer)`,
    );
  },

  async finish(timerId) {
    const finished = await rowsOf(
      db,
      sql`UPDATE order_timer SET done_at = now() WHERE id = ${timerId} AND done_at IS NULL RETURNING id`,
    );
    return finished.length === 1;
  },
});

const LONGEST_ERROR = 500;

const timerOf = (row: typeof orderTimers.$inferSelect): ArmedTimer => ({
  id: row.id,
  orderId: row.orderId,
  kind: row.kind,
  dueAt: row.dueAt,
  armedVersion: row.armedVersion,
  ...optional('offerId', row.offerId),
  ...optional('shiftNo', row.shiftNo),
});

/** Reads due timers on the pool, outside any transaction. */
export const postgresDueTimers = (db: Database): DueTimers =>
  withSafeErrors<DueTimers>({
    async due(now, limit) {
      const rows = await db
        .select()
        .from(orderTimers)
        .where(and(isNull(orderTimers.doneAt), lte(orderTimers.nextTryAt, now)))
        .orderBy(asc(orderTimers.nextTryAt))
        .limit(limit);
      return rows.map(timerOf);
    },

    async postpone(timerId, retryAt, error) {
      await run(
        db,
        sql`UPDATE order_timer SET next_try_at = ${at(retryAt)}, attempts = attempts + 1,
            error = ${error.slice(0, LONGEST_ERROR)}
          WHERE id = ${timerId} AND done_at IS NULL`,
      );
    },
  });
