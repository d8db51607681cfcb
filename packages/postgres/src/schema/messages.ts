import type { AccountId } from '@banzhen/domain/shared/ids';
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant, transactionId } from './columns.js';

export const outbox = pgTable('outbox', {
  id: uuid('id').primaryKey(),
  topic: text('topic').notNull(),
  aggregateId: text('aggregate_id').notNull(),
  type: text('type').notNull(),
  payload: jsonb('payload').$type<Readonly<Record<string, unknown>>>().notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  claimedUntil: instant('claimed_until'),
  publishedAt: instant('published_at'),
  acknowledgedAt: instant('acknowledged_at'),
  deadAt: instant('dead_at'),
  attempts: integer('attempts').notNull().default(0),
  error: text('error'),
  xid: transactionId('xid').notNull(),
});

export const inbox = pgTable('inbox', {
  consumer: text('consumer').notNull(),
  messageId: uuid('message_id').notNull(),
  consumedAt: instant('consumed_at').notNull().defaultNow(),
});

export const idempotency = pgTable('idempotency', {
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  operation: text('operation').notNull(),
  key: text('key').notNull(),
  requestHash: text('request_hash').notNull(),
  answer: jsonb('answer'),
  createdAt: instant('created_at').notNull(),
});
