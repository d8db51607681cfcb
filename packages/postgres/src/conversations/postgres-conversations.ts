import type { ConversationStore, Reader, StoredMessage } from '@banzhen/domain/conversations';
import type { KeySubject } from '@banzhen/domain/privacy';
import type { OrderId } from '@banzhen/domain/shared/ids';
import { rowOf, rowsOf, run } from '../database.js';
import { patientsOfOrders } from '../orders/patients-of-orders.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored } from '../sealing/stored-texts.js';
import { at, binary, instantOf, optional, present } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

type MessageRow = Pick<StoredMessage, 'id' | 'seq' | 'side'> & {
  readonly order_id: OrderId;
  readonly by_account: StoredMessage['by'];
  readonly at: string;
  readonly text: Stored;
  readonly key: string | null;
  readonly reported: StoredMessage['reported'] | null;
  readonly is_hidden: boolean;
};

const columns = sql`said.id, said.order_id, said.seq, said.side, said.by_account, said.at,
  's' || encode(said.text_sealed, 'hex') AS text, said.key,
  (SELECT json_agg(json_build_object('by', by_account, 'cause', cause, 'isLookedAt', looked_at IS NOT NULL)
      ORDER BY told.at, told.by_account)
    FROM conversation_report told WHERE told.order_id = said.order_id AND told.seq = said.seq) AS reported,
  EXISTS (SELECT FROM conversation_reported_message matter WHERE matter.order_id = said.order_id
    AND matter.seq = said.seq AND matter.status = 'upheld') AS is_hidden`;

/** As marks name their reader: a side, or of escorts the one. */
export const readerName = (reader: Reader): string =>
  reader.side === 'escort' ? reader.escortId : reader.side;

/** Whose key seals what is said about an order. */
export const subjectOf = async (on: SealedDatabase, orderId: OrderId): Promise<KeySubject> =>
  (await patientsOfOrders(on.db, [orderId]))(orderId);

const since = (from: Date | undefined): Statement => (from ? sql`AND said.at >= ${at(from)}` : sql``);

/** Conversations of orders; the row of a conversation is the lock of its places. */
export const postgresConversations = (on: SealedDatabase): ConversationStore => {
  const { db, sealer } = on;

  const opened = async (rows: readonly MessageRow[]): Promise<readonly StoredMessage[]> => {
    const texts = await openTexts(
      on,
      rows.map((row) => ({ field: 'conversation_message.text', rowId: row.id, stored: row.text })),
    );
    return rows.map((row) => ({
      id: row.id,
      orderId: row.order_id,
      seq: row.seq,
      side: row.side,
      by: row.by_account,
      at: instantOf(row.at),
      text: texts(present(row.text, 'text_sealed')),
      ...optional('key', row.key),
      reported: row.reported ?? [],
      isHidden: row.is_hidden,
    }));
  };

  return {
    async open(orderId) {
      // Whoever changes the order waits for this, or this for them: what is read next is what holds.
      await run(db, sql`SELECT FROM escort_order WHERE id = ${orderId} FOR SHARE`);
      await run(db, sql`INSERT INTO conversation (order_id) VALUES (${orderId}) ON CONFLICT DO NOTHING`);
      const { last_seq } = await rowOf<{ last_seq: number }>(
        db,
        sql`SELECT last_seq FROM conversation WHERE order_id = ${orderId} FOR NO KEY UPDATE`,
      );
      return last_seq;
    },

    async append({ id, orderId, seq, side, by, at: saidAt, text, key }) {
      const sealed = await sealer.seal(
        db,
        'conversation_message.text',
        await subjectOf(on, orderId),
        id,
        text,
      );
      const written = await rowsOf(
        db,
        sql`INSERT INTO conversation_message (id, order_id, seq, side, by_account, at, text_sealed, key)
          VALUES (${id}, ${orderId}, ${seq}::integer, ${side}, ${by}, ${at(saidAt)}, ${binary(sealed)}, ${key ?? null})
          ON CONFLICT ON CONSTRAINT conversation_message_once DO NOTHING RETURNING id`,
      );
      if (written.length === 0) return false;
      const moved = await rowsOf(
        db,
        sql`UPDATE conversation SET last_seq = ${seq}::integer
          WHERE order_id = ${orderId} AND last_seq = ${seq}::integer - 1 RETURNING last_seq`,
      );
      if (moved.length === 0)
        throw new Error(`${seq} is not the next place of the conversation of ${orderId}`);
      return true;
    },

    async saidUnder(by, key) {
      const rows = await rowsOf<MessageRow>(
        db,
        sql`SELECT ${columns} FROM conversation_message said WHERE said.by_account = ${by} AND said.key = ${key}`,
      );
      const [found] = await opened(rows);
      if (!found) return undefined;
      const { reported: _, isHidden: _hidden, ...message } = found;
      return message;
    },

    async saidAfter(orderId, by, after) {
      const rows = await rowsOf<{ at: string }>(
        db,
        sql`SELECT at FROM conversation_message
          WHERE order_id = ${orderId} AND by_account = ${by} AND at > ${at(after)} ORDER BY at`,
      );
      return rows.map((row) => instantOf(row.at));
    },

    async page({ orderId, after, from, limit }) {
      const rows = await rowsOf<MessageRow>(
        db,
        sql`SELECT ${columns} FROM conversation_message said
          WHERE said.order_id = ${orderId} AND said.seq > ${after}::integer ${since(from)}
          ORDER BY said.seq LIMIT ${limit}::integer`,
      );
      return opened(rows);
    },

    async count(orderId, reader, from) {
      const name = readerName(reader);
      return rowOf(
        db,
        sql`WITH mark AS (SELECT coalesce((SELECT seq FROM conversation_mark
            WHERE order_id = ${orderId} AND reader = ${name}), 0) AS seq)
          SELECT coalesce((SELECT last_seq FROM conversation WHERE order_id = ${orderId}), 0) AS "lastSeq",
            mark.seq AS "readSeq",
            (SELECT count(*)::integer FROM conversation_message said WHERE said.order_id = ${orderId}
              AND said.seq > mark.seq AND said.side <> ${reader.side} ${since(from)}) AS unread,
            (SELECT count(*)::integer FROM conversation_reported_message
              WHERE order_id = ${orderId} AND status = 'open') AS reported
          FROM mark`,
      );
    },
  };
};
