import type { CancellationQuote, CancellationQuoteStore } from '@banzhen/domain/orders';
import { eq } from 'drizzle-orm';
import type { Database } from '../database.js';
import { cancellationQuotes } from '../schema/index.js';
import { optional } from '../sql-values.js';

type Row = typeof cancellationQuotes.$inferSelect;

const toRow = ({ split, ...quote }: CancellationQuote): Row => ({
  ...quote,
  refundFen: split.refundFen,
  escortFen: split.escortFen,
  platformFen: split.platformFen,
  compensationFen: split.compensationFen,
  escortId: split.escortId ?? null,
});

const fromRow = (row: Row): CancellationQuote => ({
  id: row.id,
  orderId: row.orderId,
  orderVersion: row.orderVersion,
  fault: row.fault,
  rule: row.rule,
  split: {
    refundFen: row.refundFen,
    escortFen: row.escortFen,
    platformFen: row.platformFen,
    compensationFen: row.compensationFen,
    ...optional('escortId', row.escortId),
  },
  expiresAt: row.expiresAt,
});

/** What a family was told that cancelling would cost (O20). */
export const postgresCancellationQuotes = (db: Database): CancellationQuoteStore => ({
  async insert(quote) {
    await db.insert(cancellationQuotes).values(toRow(quote));
  },
  async find(id) {
    const [row] = await db.select().from(cancellationQuotes).where(eq(cancellationQuotes.id, id));
    return row && fromRow(row);
  },
});
