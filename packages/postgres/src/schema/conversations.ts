import type { ReportCause, ReportedMessage, ReportOutcome, Side } from '@banzhen/domain/conversations';
import type {
  AccountId,
  ConversationMessageId,
  ConversationRevealId,
  OrderId,
  ReportFindingId,
  TenantId,
} from '@banzhen/domain/shared/ids';
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.js';

export const conversations = pgTable('conversation', {
  orderId: uuid('order_id').$type<OrderId>().primaryKey(),
  lastSeq: integer('last_seq').notNull(),
});

export const conversationMessages = pgTable('conversation_message', {
  id: uuid('id').$type<ConversationMessageId>().primaryKey(),
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  seq: integer('seq').notNull(),
  side: text('side').$type<Side>().notNull(),
  byAccount: uuid('by_account').$type<AccountId>().notNull(),
  at: instant('at').notNull(),
  textSealed: bytes('text_sealed').notNull(),
  key: text('key'),
});

export const conversationMarks = pgTable(
  'conversation_mark',
  {
    orderId: uuid('order_id').$type<OrderId>().notNull(),
    reader: text('reader').notNull(),
    seq: integer('seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.reader] })],
);

export const conversationReports = pgTable(
  'conversation_report',
  {
    orderId: uuid('order_id').$type<OrderId>().notNull(),
    seq: integer('seq').notNull(),
    byAccount: uuid('by_account').$type<AccountId>().notNull(),
    cause: text('cause').$type<ReportCause>().notNull(),
    at: instant('at').notNull(),
    lookedAt: instant('looked_at'),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.seq, table.byAccount] })],
);

export const conversationReveals = pgTable('conversation_reveal', {
  id: uuid('id').$type<ConversationRevealId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  byAccount: uuid('by_account').$type<AccountId>().notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  at: instant('at').notNull(),
  firstSeq: integer('first_seq').notNull(),
  lastSeq: integer('last_seq').notNull(),
});

export const conversationReportedMessages = pgTable(
  'conversation_reported_message',
  {
    orderId: uuid('order_id').$type<OrderId>().notNull(),
    seq: integer('seq').notNull(),
    tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
    status: text('status').$type<ReportedMessage['status']>().notNull(),
    since: instant('since').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.seq] })],
);

export const conversationFindings = pgTable('conversation_finding', {
  id: uuid('id').$type<ReportFindingId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  seq: integer('seq').notNull(),
  outcome: text('outcome').$type<ReportOutcome>().notNull(),
  byAccount: uuid('by_account').$type<AccountId>().notNull(),
  noteSealed: bytes('note_sealed').notNull(),
  at: instant('at').notNull(),
  key: text('key').notNull(),
});
