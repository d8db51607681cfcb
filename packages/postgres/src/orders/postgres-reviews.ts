import type { Review, ReviewStore } from '@banzhen/domain/orders';
import { done, err } from '@banzhen/domain/shared/result';
import { eq } from 'drizzle-orm';
import { type Database, rowsOf } from '../database.js';
import { reviews } from '../schema/index.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';

const fromRow = ({ byAccount, ...row }: typeof reviews.$inferSelect): Review => ({ ...row, by: byAccount });

/** Reviews, and with each the escort's mean (V1). */
export const postgresReviews = (db: Database): ReviewStore => ({
  async insert(review) {
    const written = await rowsOf(
      db,
      sql`WITH written AS (
          INSERT INTO review (order_id, escort_id, by_account, stars, text, at)
          VALUES (${review.orderId}, ${review.escortId}, ${review.by}, ${review.stars}, ${review.text}, ${at(review.at)})
          ON CONFLICT (order_id) DO NOTHING RETURNING escort_id, stars
        ), rated AS (
          UPDATE escort SET rating_sum = rating_sum + written.stars * 100, rating_count = rating_count + 1
          FROM written WHERE escort.id = written.escort_id
        )
        SELECT 1 FROM written`,
    );
    return written.length === 1 ? done : err({ type: 'AlreadyReviewed' });
  },
  async of(orderId) {
    const [row] = await db.select().from(reviews).where(eq(reviews.orderId, orderId));
    return row && fromRow(row);
  },
});
