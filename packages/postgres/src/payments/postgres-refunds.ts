import type { RefundStore } from '@banzhen/domain/payments';
import { done, err } from '@banzhen/domain/shared/result';
import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../database.js';
import { refunds } from '../schema/index.js';

/** Money going back (R1–R5). */
export const postgresRefunds = (db: Database): RefundStore => ({
  async insert(refund) {
    await db.insert(refunds).values(refund);
  },
  async find(id) {
    const [row] = await db.select().from(refunds).where(eq(refunds.id, id)).for('update');
    return row;
  },
  async ofOrder(orderId) {
    return db
      .select()
      .from(refunds)
      .where(eq(refunds.orderId, orderId))
      .orderBy(asc(refunds.createdAt), asc(refunds.id));
  },
  async update(refund) {
    const { id, ...changes } = refund;
    const updated = await db
      .update(refunds)
      .set(changes)
      .where(and(eq(refunds.id, id), eq(refunds.version, refund.version - 1)))
      .returning({ id: refunds.id });
    return updated.length === 1 ? done : err({ type: 'StalePayment' });
  },
});
