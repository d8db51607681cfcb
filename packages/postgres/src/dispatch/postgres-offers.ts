import type { Offer, OfferStore } from '@banzhen/domain/dispatch';
import { eq } from 'drizzle-orm';
import { run } from '../database.js';
import { patientsOfOrders } from '../orders/patients-of-orders.js';
import { offers } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, storedOf } from '../sealing/stored-texts.js';
import { at, optional, uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';

type Row = typeof offers.$inferSelect;

const toRow = async (
  { db, sealer }: SealedDatabase,
  { reason, endedAt, ...offer }: Offer,
): Promise<Omit<Row, 'reason'>> => {
  const row = { ...offer, endedAt: endedAt ?? null };
  if (reason === undefined) return { ...row, reasonSealed: null };
  const subject = (await patientsOfOrders(db, [offer.orderId]))(offer.orderId);
  return { ...row, reasonSealed: await sealer.seal(db, 'offer.reason', subject, offer.id, reason) };
};

const offerOf = async (
  database: SealedDatabase,
  { endedAt, reason, reasonSealed, ...row }: Row,
): Promise<Offer> => {
  const stored = storedOf(reasonSealed, reason);
  const texts = await openTexts(database, [{ field: 'offer.reason', rowId: row.id, stored }]);
  return { ...row, ...optional('endedAt', endedAt), ...optional('reason', texts(stored)) };
};

/** Offers with why they were made (N8). */
export const postgresOffers = (database: SealedDatabase): OfferStore => {
  const { db } = database;
  return {
    async insert(offer) {
      await db.insert(offers).values(await toRow(database, offer));
    },
    async find(id) {
      const [row] = await db.select().from(offers).where(eq(offers.id, id)).for('update');
      return row && offerOf(database, row);
    },
    async update(offer) {
      const { id, ...changes } = await toRow(database, offer);
      const updated = await db
        .update(offers)
        .set({ ...changes, reason: null })
        .where(eq(offers.id, id))
        .returning({ id: offers.id });
      if (updated.length === 0) throw new Error(`there is no offer ${id}`);
    },
    async voidExcept(orderId, live, now) {
      await run(
        db,
        sql`UPDATE offer SET status = 'VOID', ended_at = ${at(now)}
          WHERE order_id = ${orderId} AND status = 'OPEN' AND id <> ALL (${uuidArray(live)})`,
      );
    },
  };
};
