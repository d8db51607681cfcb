import type { ServiceLog } from '@banzhen/domain/orders';
import { asc, eq } from 'drizzle-orm';
import type { Database } from '../database.js';
import { serviceLog } from '../schema/index.js';

/** The service log (B39); an entry is never changed. */
export const postgresServiceLog = (db: Database): ServiceLog => ({
  async append(entry) {
    await db.insert(serviceLog).values(entry);
  },
  async of(orderId) {
    return db
      .select()
      .from(serviceLog)
      .where(eq(serviceLog.orderId, orderId))
      .orderBy(asc(serviceLog.at), asc(serviceLog.id));
  },
});
