import type {
  ConversationReveal,
  ConversationRevealStore,
  MessageReportStore,
  ReadMarkStore,
} from '@banzhen/domain/conversations';
import { type Database, rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored } from '../sealing/stored-texts.js';
import { at, binary, instantOf, present } from '../sql-values.js';
import { sql } from '../statement.js';
import { readerName, subjectOf } from './postgres-conversations.js';

/** How far who has read; of two marks at once the further one stays. */
export const postgresReadMarks = (db: Database): ReadMarkStore => ({
  advance: (orderId, reader, seq) =>
    run(
      db,
      sql`INSERT INTO conversation_mark (order_id, reader, seq) VALUES (${orderId}, ${readerName(reader)}, ${seq}::integer)
        ON CONFLICT (order_id, reader) DO UPDATE SET seq = greatest(conversation_mark.seq, excluded.seq)`,
    ),
});

export const postgresMessageReports = (db: Database): MessageReportStore => ({
  async insert({ orderId, seq, by, cause, at: reportedAt }) {
    const written = await rowsOf(
      db,
      sql`INSERT INTO conversation_report (order_id, seq, by_account, cause, at)
        VALUES (${orderId}, ${seq}::integer, ${by}, ${cause}, ${at(reportedAt)}) ON CONFLICT DO NOTHING RETURNING seq`,
    );
    return written.length === 1;
  },
});

type RevealRow = Pick<ConversationReveal, 'id'> & {
  readonly tenant_id: ConversationReveal['tenantId'];
  readonly order_id: ConversationReveal['orderId'];
  readonly by_account: ConversationReveal['by'];
  readonly reason: Stored;
  readonly at: string;
};

/** Why the desk has read what was said; an entry is never changed. */
export const postgresConversationReveals = (on: SealedDatabase): ConversationRevealStore => ({
  async append({ id, tenantId, orderId, by, reason, at: readAt }) {
    const subject = await subjectOf(on, orderId);
    const sealed = await on.sealer.seal(on.db, 'conversation_reveal.reason', subject, id, reason);
    await run(
      on.db,
      sql`INSERT INTO conversation_reveal (id, tenant_id, order_id, by_account, reason_sealed, at)
        VALUES (${id}, ${tenantId}, ${orderId}, ${by}, ${binary(sealed)}, ${at(readAt)})`,
    );
  },

  async ofOrder(orderId) {
    const rows = await rowsOf<RevealRow>(
      on.db,
      sql`SELECT id, tenant_id, order_id, by_account, 's' || encode(reason_sealed, 'hex') AS reason, at
        FROM conversation_reveal WHERE order_id = ${orderId} ORDER BY at DESC, id DESC`,
    );
    const texts = await openTexts(
      on,
      rows.map(({ id, reason }) => ({ field: 'conversation_reveal.reason', rowId: id, stored: reason })),
    );
    return rows.map((row) => ({
      id: row.id,
      tenantId: row.tenant_id,
      orderId: row.order_id,
      by: row.by_account,
      reason: texts(present(row.reason, 'reason_sealed')),
      at: instantOf(row.at),
    }));
  },
});
