import type { Outbox } from '@banzhen/domain/messaging';
import type { IdSource } from '@banzhen/domain/shared/ids';
import { type Database, run } from '../database.js';
import { jsonRows } from '../sql-values.js';
import { sql } from '../statement.js';

/** Messages in the transaction of the change that they tell of (JB1). `onAppend` learns that a commit will be news. */
export const postgresOutbox = (db: Database, ids: IdSource, onAppend: () => void): Outbox => ({
  async append(messages) {
    if (messages.length === 0) return;
    const rows = messages.map(({ topic, aggregateId, type, payload }) => ({
      id: ids.next(),
      topic,
      aggregate_id: aggregateId,
      type,
      payload,
    }));
    onAppend();
    await run(
      db,
      sql`
      INSERT INTO outbox (id, topic, aggregate_id, type, payload)
      SELECT id, topic, aggregate_id, type, payload FROM jsonb_to_recordset(${jsonRows(rows)}) AS given(
        id uuid, topic text, aggregate_id text, type text, payload jsonb)`,
    );
  },
});
