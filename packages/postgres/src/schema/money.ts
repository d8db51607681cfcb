import type { LedgerAccount } from '@banzhen/domain/ledger';
import type { Channel, Payment, PaymentSource, Refund } from '@banzhen/domain/payments';
import type { OrderId, PaymentId, RefundId, SettlementId } from '@banzhen/domain/shared/ids';
import { bigint, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { fenAmount, instant } from './columns.js';

export const payments = pgTable('payment', {
  id: uuid('id').$type<PaymentId>().primaryKey(),
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  channel: text('channel').$type<PaymentSource>().notNull(),
  amountFen: fenAmount('amount_fen').notNull(),
  status: text('status').$type<Payment['status']>().notNull(),
  payUrl: text('pay_url'),
  providerRef: text('provider_ref'),
  use: text('use').$type<NonNullable<Payment['use']>>(),
  refundReservedFen: fenAmount('refund_reserved_fen').notNull(),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull(),
});

export const refunds = pgTable('refund', {
  id: uuid('id').$type<RefundId>().primaryKey(),
  paymentId: uuid('payment_id').$type<PaymentId>().notNull(),
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  amountFen: fenAmount('amount_fen').notNull(),
  reason: text('reason').$type<Refund['reason']>().notNull(),
  status: text('status').$type<Refund['status']>().notNull(),
  attempts: integer('attempts').notNull(),
  nextTryAt: instant('next_try_at').notNull(),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull(),
});

export const providerNotices = pgTable('provider_notice', {
  channel: text('channel').$type<Channel>().notNull(),
  eventId: text('event_id').notNull(),
  at: instant('at').notNull(),
});

export const ledgerAccounts = pgTable('ledger_account', {
  name: text('name').$type<LedgerAccount>().notNull(),
  shard: smallint('shard').notNull(),
  kind: text('kind').notNull(),
  balanceFen: fenAmount('balance_fen').notNull(),
  limitFen: fenAmount('limit_fen'),
});

export const ledgerPostings = pgTable('ledger_posting', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  businessKey: text('business_key').notNull(),
  kind: text('kind').notNull(),
  orderId: uuid('order_id').$type<OrderId>(),
  settlementId: uuid('settlement_id').$type<SettlementId>(),
  at: instant('at').notNull(),
});

export const ledgerEntries = pgTable('ledger_entry', {
  postingId: bigint('posting_id', { mode: 'number' }).notNull(),
  ordinal: integer('ordinal').notNull(),
  account: text('account').$type<LedgerAccount>().notNull(),
  shard: smallint('shard').notNull(),
  amountFen: fenAmount('amount_fen').notNull(),
});

export const sandboxProviderRecords = pgTable('sandbox_provider_record', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
