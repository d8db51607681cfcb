import type { Inbox } from '@banzhen/domain/messaging';
import { rowsOf, run } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import type { OpenDatabase } from '../open-database.js';
import { retried } from '../postgres-unit-of-work.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';

const LONGEST_ERROR = 500;

/**
 * The consumers' memory. Every statement and unit of work that `effect` awaits on this database joins the transaction of
 * the mark; a second delivery waits for the first to end. An effect must not call anything outside.
 */
export const postgresInbox = ({ db, inOneTransaction }: OpenDatabase): Inbox =>
  withSafeErrors<Inbox>({
    once: (consumer, messageId, effect) =>
      retried(() =>
        inOneTransaction(async () => {
          const marked = await rowsOf(
            db,
            sql`INSERT INTO inbox (consumer, message_id) VALUES (${consumer}, ${messageId})
              ON CONFLICT DO NOTHING RETURNING consumer`,
          );
          if (marked.length === 0) return 'seen before';
          await effect();
          return 'done';
        }),
      ),

    async acknowledge(messageId, now) {
      await run(
        db,
        sql`UPDATE outbox SET acknowledged_at = ${at(now)}
        WHERE id = ${messageId} AND acknowledged_at IS NULL`,
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
