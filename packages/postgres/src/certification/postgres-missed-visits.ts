import type { MissedVisits } from '@banzhen/domain/certification';
import { type Database, rowOf } from '../database.js';
import { at } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

/** Visits that were cancelled after `since` because their first escort did not come (O22): whose, and when. */
export const missedVisits = (since: Date): Statement => sql`
  SELECT escort.account_id, escort_order.cancelled_at AS at
  FROM escort_order
    JOIN order_shift ON order_shift.order_id = escort_order.id AND order_shift.no = 1 AND order_shift.cover = 'accepted'
    JOIN escort ON escort.id = order_shift.escort_id
  WHERE escort_order.cancellation_cause = 'escort-no-show' AND escort_order.cancelled_at > ${at(since)}`;

/** How many of them are an escort's. */
export const postgresMissedVisits = (db: Database): MissedVisits => ({
  async countSince(accountId, since) {
    const { missed } = await rowOf<{ missed: number }>(
      db,
      sql`SELECT count(*)::integer AS missed FROM (${missedVisits(since)}) missed WHERE account_id = ${accountId}`,
    );
    return missed;
  },
});
