import type { ReportCause, Side } from '@banzhen/domain/conversations';
import type {
  AccountId,
  ConversationMessageId,
  ConversationRevealId,
  OrderId,
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
});
