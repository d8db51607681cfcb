import type { PaymentStore } from '@banzhen/domain/payments';
import { done, err } from '@banzhen/domain/shared/result';
import { and, asc, eq } from 'drizzle-orm';
import { type Database, rowsOf } from '../database.js';
import { payments } from '../schema/index.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';
import { paymentOf, toPaymentRow } from './payment-row.js';

/** Attempts to pay (P1–P4). Reserved refunds are only written by `reserveRefund`, guarded by the row and a CHECK. */
export const postgresPayments = (db: Database): PaymentStore => ({
  async insert(payment) {
    await db.insert(payments).values(toPaymentRow(payment));
  },

  async find(id) {
    const [row] = await db.select().from(payments).where(eq(payments.id, id)).for('update');
    return row && paymentOf(row);
  },

  async ofOrder(orderId) {
    const rows = await db
      .select()
      .from(payments)
      .where(eq(payments.orderId, orderId))
      .orderBy(asc(payments.createdAt), asc(payments.id));
    return rows.map(paymentOf);
  },

  async update(payment) {
    const { id, refundReservedFen: _, ...changes } = toPaymentRow(payment);
    const updated = await db
      .update(payments)
      .set(changes)
      .where(and(eq(payments.id, id), eq(payments.version, payment.version - 1)))
      .returning({ id: payments.id });
    return updated.length === 1 ? done : err({ type: 'StalePayment' });
  },

  async reserveRefund(id, amountFen) {
    const reserved = await rowsOf(
      db,
      sql`UPDATE payment SET refund_reserved_fen = refund_reserved_fen + ${amountFen}::bigint
        WHERE id = ${id} AND status = 'SUCCEEDED' AND refund_reserved_fen + ${amountFen}::bigint <= amount_fen RETURNING id`,
    );
    return reserved.length === 1 ? done : err({ type: 'RefundExceedsCapture' });
  },

  async recordNotice(channel, eventId, receivedAt) {
    const recorded = await rowsOf(
      db,
      sql`INSERT INTO provider_notice (channel, event_id, at) VALUES (${channel}, ${eventId}, ${at(receivedAt)})
        ON CONFLICT DO NOTHING RETURNING event_id`,
    );
    return recorded.length === 1;
  },
});
