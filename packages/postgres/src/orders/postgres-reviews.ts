import type { ReviewStore } from '@banzhen/domain/orders';
import { done, err } from '@banzhen/domain/shared/result';
import { eq } from 'drizzle-orm';
import { rowsOf } from '../database.js';
import { reviews } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, storedOf } from '../sealing/stored-texts.js';
import { at, binary, present } from '../sql-values.js';
import { sql } from '../statement.js';

/** Reviews, and with each the escort's mean (V1). */
export const postgresReviews = ({ db, sealer }: SealedDatabase): ReviewStore => ({
  async insert(review) {
    const author = { kind: 'account', id: review.by } as const;
    const text = await sealer.seal(db, 'review.text', author, review.orderId, review.text);
    const written = await rowsOf(
      db,
      sql`WITH written AS (
          INSERT INTO review (order_id, escort_id, by_account, stars, text_sealed, at)
          VALUES (${review.orderId}, ${review.escortId}, ${review.by}, ${review.stars}, ${binary(text)}, ${at(review.at)})
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
    if (!row) return undefined;
    const { byAccount, text, textSealed, ...review } = row;
    const stored = storedOf(textSealed, text);
    const texts = await openTexts({ db, sealer }, [{ field: 'review.text', rowId: orderId, stored }]);
    return { ...review, by: byAccount, text: texts(present(stored, 'text')) };
  },
});
