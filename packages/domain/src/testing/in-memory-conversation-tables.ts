import type {
  ConversationMessage,
  ConversationReveal,
  MessageReport,
  ReportedMessage,
  ReportFinding,
} from '../conversations/index.js';
import { type Table, table } from './in-memory-table.js';

export type ConversationTables = {
  /** The place of the newest message, by order. */
  readonly conversations: Table<number>;
  /** Keys are order and place. */
  readonly messages: Table<ConversationMessage>;
  /** Keys are order and reader. */
  readonly marks: Table<number>;
  /** Keys are order, place and account. */
  readonly reports: Table<MessageReport & { readonly lookedAt?: Date }>;
  /** Keys are order and place. */
  readonly reported: Table<ReportedMessage>;
  readonly findings: Table<ReportFinding>;
  readonly reveals: Table<ConversationReveal>;
};

export const emptyConversationTables = (): ConversationTables => ({
  conversations: table('conversations'),
  messages: table('messages of conversations'),
  marks: table('read marks'),
  reports: table('reports of messages'),
  reported: table('reported messages'),
  findings: table('findings about messages'),
  reveals: table('reveals of conversations'),
});

export const copyOfConversations = (tables: ConversationTables): ConversationTables => ({
  conversations: tables.conversations.copy(),
  messages: tables.messages.copy(),
  marks: tables.marks.copy(),
  reports: tables.reports.copy(),
  reported: tables.reported.copy(),
  findings: tables.findings.copy(),
  reveals: tables.reveals.copy(),
});
