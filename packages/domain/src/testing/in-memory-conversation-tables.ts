import type { ConversationMessage, ConversationReveal, MessageReport } from '../conversations/index.js';
import { type Table, table } from './in-memory-table.js';

export type ConversationTables = {
  /** The place of the newest message, by order. */
  readonly conversations: Table<number>;
  /** Keys are order and place. */
  readonly messages: Table<ConversationMessage>;
  /** Keys are order and reader. */
  readonly marks: Table<number>;
  /** Keys are order, place and account. */
  readonly reports: Table<MessageReport>;
  readonly reveals: Table<ConversationReveal>;
};

export const emptyConversationTables = (): ConversationTables => ({
  conversations: table('conversations'),
  messages: table('messages of conversations'),
  marks: table('read marks'),
  reports: table('reports of messages'),
  reveals: table('reveals of conversations'),
});

export const copyOfConversations = (tables: ConversationTables): ConversationTables => ({
  conversations: tables.conversations.copy(),
  messages: tables.messages.copy(),
  marks: tables.marks.copy(),
  reports: tables.reports.copy(),
  reveals: tables.reveals.copy(),
});
