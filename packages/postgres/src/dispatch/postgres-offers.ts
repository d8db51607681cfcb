import type { Offer, OfferStore } from '@banzhen/domain/dispatch';
import { eq } from 'drizzle-orm';
import { type Database, run } from '../database.js';
import { offers } from '../schema/index.js';
import { at, optional, uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';

type Row = typeof offers.$inferSelect;

const toRow = (offer: Offer): Row => ({
  ...offer,
  endedAt: offer.endedAt ?? null,
  reason: offer.reason ?? null,
});

export const offerOf = ({ endedAt, reason, ...row }: Row): Offer => ({
  ...row,
  ...optional('endedAt', endedAt),
  ...optional('reason', reason),
});

/** Offers with why they were made (N8). */
export const postgresOffers = (db: Database): OfferStore => ({
  async insert(offer) {
    await db.insert(offers).values(toRow(offer));
  },
  async find(id) {
    const [row] = await db.select().from(offers).where(eq(offers.id, id)).for('update');
    return row && offerOf(row);
  },
  async update(offer) {
    const { id, ...changes } = toRow(offer);
    const updated = await db
      .update(offers)
      .set(changes)
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
});
