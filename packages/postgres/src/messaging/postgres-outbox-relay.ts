import type { Message, OutboxRelaySource } from '@banzhen/domain/messaging';
import { type Database, rowsOf, run } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { at, uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';
import type { OutboxNews } from './outbox-news.js';

type MessageRow = Omit<Message, 'aggregateId'> & { readonly aggregate_id: string };

const messageOf = ({ aggregate_id, ...row }: MessageRow): Message => ({ ...row, aggregateId: aggregate_id });

/** The relay's side of the outbox: a done flag and skip-locked claims, never a cursor over ids (JB1). */
export const postgresOutboxRelay = (db: Database, news: OutboxNews): OutboxRelaySource =>
  withSafeErrors<OutboxRelaySource>({
    async claim(limit, now, claimedUntil) {
      const rows = await rowsOf<MessageRow>(
        db,
        sql`UPDATE outbox SET claimed_until = ${at(claimedUntil)}, attempts = attempts + 1
          WHERE id IN (
            SELECT id FROM outbox
            WHERE published_at IS NULL AND dead_at IS NULL AND (claimed_until IS NULL OR claimed_until <= ${at(now)})
            ORDER BY id LIMIT ${limit}::integer FOR UPDATE SKIP LOCKED)
          RETURNING id, topic, aggregate_id, type, payload`,
      );
      return rows.toSorted((left, right) => (left.id < right.id ? -1 : 1)).map(messageOf);
    },

    async markPublished(ids, now) {
      await run(
        db,
        sql`UPDATE outbox SET published_at = ${at(now)}, claimed_until = NULL
        WHERE id = ANY (${uuidArray(ids)}) AND published_at IS NULL`,
      );
    },

    async republishUnacknowledged(before) {
      const again = await rowsOf(
        db,
        sql`UPDATE outbox SET published_at = NULL, claimed_until = NULL
          WHERE published_at IS NOT NULL AND acknowledged_at IS NULL AND dead_at IS NULL
            AND published_at < ${at(before)} RETURNING id`,
      );
      if (again.length > 0) news.announce();
      return again.length;
    },

    waitForNews: (timeoutMs, signal) => news.wait(timeoutMs, signal),
  });
