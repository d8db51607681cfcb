import type { PaymentWork } from '@banzhen/domain/payments';
import { and, asc, lt, lte, sql } from 'drizzle-orm';
import type { Database } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { payments, refunds } from '../schema/index.js';
import { paymentOf } from './payment-row.js';

/** Work that waits for a provider; reads on the pool. */
export const postgresPaymentWork = (db: Database): PaymentWork =>
  withSafeErrors<PaymentWork>({
    async unansweredPayments(before, limit) {
      const rows = await db
        .select()
        .from(payments)
        .where(and(sql`status IN ('CREATED', 'PENDING')`, lt(payments.createdAt, before)))
        .orderBy(asc(payments.createdAt))
        .limit(limit);
      return rows.map(paymentOf);
    },
    async refundsDue(now, limit) {
      return db
        .select()
        .from(refunds)
        .where(and(sql`status IN ('APPROVED', 'SUBMITTED', 'FAILED')`, lte(refunds.nextTryAt, now)))
        .orderBy(asc(refunds.nextTryAt))
        .limit(limit);
    },
  });
