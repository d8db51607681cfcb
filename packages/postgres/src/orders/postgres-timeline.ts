import type { OrderEvent, Timeline } from '@banzhen/domain/orders';
import { asc, eq } from 'drizzle-orm';
import { run } from '../database.js';
import { orderEvents } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, storedOf } from '../sealing/stored-texts.js';
import { jsonRows, optional } from '../sql-values.js';
import { sql } from '../statement.js';
import { patientsOfOrders } from './patients-of-orders.js';

type EventRow = typeof orderEvents.$inferSelect;

/** The row of an event as sealed reasons are bound to it. */
export const eventRowId = ({
  orderId,
  version,
  ordinal,
}: Pick<EventRow, 'orderId' | 'version' | 'ordinal'>) => `${orderId}/${version}/${ordinal}`;

/** Events of one version of one order are numbered as they were given. */
const numbered = (events: readonly OrderEvent[]) => {
  const seen = new Map<string, number>();
  return events.map((event) => {
    const key = `${event.orderId}/${event.version}`;
    const ordinal = (seen.get(key) ?? 0) + 1;
    seen.set(key, ordinal);
    return { event, ordinal };
  });
};
type Numbered = ReturnType<typeof numbered>[number];

const toRow = ({ event, ordinal }: Numbered, reason: Uint8Array | undefined) => ({
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
  reason: reason && Buffer.from(reason).toString('hex'),
  refs: event.refs,
});

/** The reasons of some events, sealed, by the row of their event. */
const sealedReasons = async (
  { db, sealer }: SealedDatabase,
  events: readonly Numbered[],
): Promise<ReadonlyMap<string, Uint8Array>> => {
  const withReason = events.flatMap(({ event, ordinal }) =>
    event.reason === undefined ? [] : [{ ...event, ordinal, plain: event.reason }],
  );
  if (withReason.length === 0) return new Map();
  const patientOf = await patientsOfOrders(db, [...new Set(withReason.map(({ orderId }) => orderId))]);
  const values = withReason.map((event) => ({
    field: 'order_event.reason' as const,
    subject: patientOf(event.orderId),
    rowId: eventRowId(event),
    plain: event.plain,
  }));
  const sealed = await sealer.sealAll(db, values);
  return new Map(
    values.flatMap(({ rowId }, index) => {
      const one = sealed[index];
      return one ? [[rowId, one]] : [];
    }),
  );
};

const eventOf = (row: EventRow, reason: string | null): OrderEvent => ({
  type: row.type,
  orderId: row.orderId,
  row: row.transition,
  from: row.fromStatus,
  to: row.toStatus,
  version: row.version,
  at: row.at,
  by: { as: row.byCapacity, ...optional('accountId', row.byAccount) },
  ...optional('reason', reason),
  refs: row.refs,
});

/** The append-only history of orders; the database refuses to change or delete a line. */
export const postgresTimeline = ({ db, sealer }: SealedDatabase): Timeline => ({
  async append(given) {
    if (given.length === 0) return;
    const events = numbered(given);
    const reasons = await sealedReasons({ db, sealer }, events);
    const rows = events.map((one) =>
      toRow(one, reasons.get(eventRowId({ ...one.event, ordinal: one.ordinal }))),
    );
    await run(
      db,
      sql`
      INSERT INTO order_event (order_id, version, ordinal, type, transition, from_status, to_status, at, by_capacity,
        by_account, reason_sealed, refs)
      SELECT order_id, version, ordinal, type, transition, from_status, to_status, at, by_capacity, by_account,
        decode(reason, 'hex'), refs
      FROM jsonb_to_recordset(${jsonRows(rows)}) AS given(
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
    const read = rows.map((row) => ({ row, stored: storedOf(row.reasonSealed, row.reason) }));
    const texts = await openTexts(
      { db, sealer },
      read.map(({ row, stored }) => ({ field: 'order_event.reason', rowId: eventRowId(row), stored })),
    );
    return read.map(({ row, stored }) => eventOf(row, texts(stored)));
  },
});
