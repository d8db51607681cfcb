import type { ConversationMessage } from '@banzhen/domain/conversations';
import type { AccountId } from '@banzhen/domain/shared/ids';
import { rowsOf } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored } from '../sealing/stored-texts.js';
import { instantOf, present } from '../sql-values.js';
import { sql } from '../statement.js';

/** Something that somebody has said about an order, for themselves. */
export type OwnMessage = Pick<ConversationMessage, 'id' | 'orderId' | 'seq' | 'side' | 'at' | 'text'>;

type Row = Pick<OwnMessage, 'id' | 'seq' | 'side'> & {
  readonly order_id: OwnMessage['orderId'];
  readonly at: string;
  readonly text: Stored;
};

/**
 * What an account has said itself about orders, as family or escort, the newest first; of others nothing. What it wrote for the
 * desk is the platform's.
 */
export const ownMessages = async (
  on: SealedDatabase,
  accountId: AccountId,
  limit: number,
): Promise<readonly OwnMessage[]> => {
  const rows = await rowsOf<Row>(
    on.db,
    sql`SELECT id, order_id, seq, side, at, 's' || encode(text_sealed, 'hex') AS text FROM conversation_message
      WHERE by_account = ${accountId} AND side <> 'desk' ORDER BY at DESC, id DESC LIMIT ${limit}::integer`,
  );
  const texts = await openTexts(
    on,
    rows.map(({ id, text }) => ({ field: 'conversation_message.text', rowId: id, stored: text })),
  );
  return rows.map(({ order_id, at, text, ...row }) => ({
    ...row,
    orderId: order_id,
    at: instantOf(at),
    text: texts(present(text, 'text_sealed')),
  }));
};
