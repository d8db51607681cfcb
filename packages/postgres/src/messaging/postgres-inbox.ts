import type { Inbox } from '@banzhen/domain/messaging';
import { type Database, rowsOf } from '../database.js';
import { sql } from '../statement.js';

/** A consumer's memory in the transaction of its effect; a second delivery waits on the first one's row. */
export const postgresInbox = (db: Database): Inbox => ({
  async markConsumed(consumer, messageId) {
    const marked = await rowsOf(
      db,
      sql`INSERT INTO inbox (consumer, message_id) VALUES (${consumer}, ${messageId})
        ON CONFLICT DO NOTHING RETURNING consumer`,
    );
    return marked.length === 1;
  },
});
