import type { OrderEvent, Timeline } from '@banzhen/domain/orders';
import { asc, eq } from 'drizzle-orm';
import { type Database, run } from '../database.js';
import { orderEvents } from '../schema/index.js';
import { jsonRows, optional } from '../sql-values.js';
import { sql } from '../statement.js';

/** Events of one version of one order are numbered as they were given. */
const numbered = (events: readonly OrderEvent[]) => {
  const seen = new Map<string, number>();
  return events.map((event) => {
    const key = `${event.orderId}/${event.version}`;
    const ordinal = (seen.get(key) ?? 0) + 1;
    seen.set(key, ordinal);
    return {
      order_id: event.orderId,
      version: event.version,
      ordinal,
      type: event.type,
      transition: event.row,
      from_status: event.from,
      to_status: event.to,
      at: event.at,
      by_capacity: event.by.as,
      by_account: event.by.accountId,
      reason: event.reason,
      refs: event.refs,
    };
  });
};

const eventOf = (row: typeof orderEvents.$inferSelect): OrderEvent => ({
  type: row.type,
  orderId: row.orderId,
  row: row.transition,
  from: row.fromStatus,
  to: row.toStatus,
  version: row.version,
  at: row.at,
  by: { as: row.byCapacity, ...optional('accountId', row.byAccount) },
  ...optional('reason', row.reason),
  refs: row.refs,
});

/** The append-only history of orders; the database refuses to change or delete a line. */
export const postgresTimeline = (db: Database): Timeline => ({
  async append(events) {
    if (events.length === 0) return;
    await run(
      db,
      sql`
      INSERT INTO order_event (order_id, version, ordinal, type, transition, from_status, to_status, at, by_capacity,
        by_account, reason, refs)
      SELECT order_id, version, ordinal, type, transition, from_status, to_status, at, by_capacity, by_account, reason, refs
      FROM jsonb_to_recordset(${jsonRows(numbered(events))}) AS given(
        order_id uuid, version integer, ordinal integer, type text, transition text, from_status text, to_status text,
        at timestamptz, by_capacity text, by_account uuid, reason text, refs jsonb)`,
    );
  },

  async of(orderId) {
    const rows = await db
      .select()
      .from(orderEvents)
      .where(eq(orderEvents.orderId, orderId))
      .orderBy(asc(orderEvents.version), asc(orderEvents.ordinal));
    return rows.map(eventOf);
  },
});
