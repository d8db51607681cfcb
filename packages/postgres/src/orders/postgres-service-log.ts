import type { ServiceLog } from '@banzhen/domain/orders';
import { asc, eq } from 'drizzle-orm';
import { serviceLog } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, storedOf } from '../sealing/stored-texts.js';
import { present } from '../sql-values.js';
import { patientsOfOrders } from './patients-of-orders.js';

/** The service log (B39); an entry is never changed. */
export const postgresServiceLog = ({ db, sealer }: SealedDatabase): ServiceLog => ({
  async append({ note, ...entry }) {
    const patientOf = await patientsOfOrders(db, [entry.orderId]);
    const subject = patientOf(entry.orderId);
    const noteSealed = await sealer.seal(db, 'service_log.note', subject, entry.id, note);
    await db.insert(serviceLog).values({ ...entry, noteSealed });
  },
  async of(orderId) {
    const rows = await db
      .select()
      .from(serviceLog)
      .where(eq(serviceLog.orderId, orderId))
      .orderBy(asc(serviceLog.at), asc(serviceLog.id));
    const read = rows.map(({ note, noteSealed, ...entry }) => ({
      entry,
      stored: storedOf(noteSealed, note),
    }));
    const texts = await openTexts(
      { db, sealer },
      read.map(({ entry, stored }) => ({ field: 'service_log.note', rowId: entry.id, stored })),
    );
    return read.map(({ entry, stored }) => ({ ...entry, note: texts(present(stored, 'note')) }));
  },
});
