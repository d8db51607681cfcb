import type {
  ConversationReveal,
  ConversationRevealStore,
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

type RevealRow = Pick<ConversationReveal, 'id'> & {
  readonly tenant_id: ConversationReveal['tenantId'];
  readonly order_id: ConversationReveal['orderId'];
  readonly by_account: ConversationReveal['by'];
  readonly reason: Stored;
  readonly at: string;
  readonly first_seq: number;
  readonly last_seq: number;
};

/** Why the desk has read what was said; an entry is never changed. */
export const postgresConversationReveals = (on: SealedDatabase): ConversationRevealStore => ({
  async append({ id, tenantId, orderId, by, reason, firstSeq, lastSeq, at: readAt }) {
    const subject = await subjectOf(on, orderId);
    const sealed = await on.sealer.seal(on.db, 'conversation_reveal.reason', subject, id, reason);
    await run(
      on.db,
      sql`INSERT INTO conversation_reveal (id, tenant_id, order_id, by_account, reason_sealed, first_seq, last_seq, at)
        VALUES (${id}, ${tenantId}, ${orderId}, ${by}, ${binary(sealed)}, ${firstSeq}::integer, ${lastSeq}::integer, ${at(readAt)})`,
    );
  },

  async hasShown(orderId, seq, by) {
    const shown = await rowsOf(
      on.db,
      sql`SELECT FROM conversation_reveal WHERE order_id = ${orderId} AND by_account = ${by}
        AND ${seq}::integer BETWEEN first_seq AND last_seq LIMIT 1`,
    );
    return shown.length === 1;
  },

  async ofOrder(orderId) {
    const rows = await rowsOf<RevealRow>(
      on.db,
      sql`SELECT id, tenant_id, order_id, by_account, 's' || encode(reason_sealed, 'hex') AS reason, at, first_seq, last_seq
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
      firstSeq: row.first_seq,
      lastSeq: row.last_seq,
      at: instantOf(row.at),
    }));
  },
});
