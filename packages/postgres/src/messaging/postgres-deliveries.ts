import type { Deliveries } from '@banzhen/domain/messaging';
import { type Database, run } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';

const LONGEST_ERROR = 500;

/** What became of published messages, on their outbox rows. */
export const postgresDeliveries = (db: Database): Deliveries =>
  withSafeErrors<Deliveries>({
    async acknowledge(messageId, now) {
      await run(
        db,
        sql`UPDATE outbox SET acknowledged_at = ${at(now)} WHERE id = ${messageId} AND acknowledged_at IS NULL`,
      );
    },

    async bury(messageId, error, now) {
      await run(
        db,
        sql`UPDATE outbox SET dead_at = ${at(now)}, error = ${error.slice(0, LONGEST_ERROR)}
          WHERE id = ${messageId} AND acknowledged_at IS NULL`,
      );
    },
  });
