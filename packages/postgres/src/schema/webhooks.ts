import type {
  AccountId,
  HospitalId,
  PartnerId,
  TenantId,
  WebhookDeliveryId,
  WebhookEndpointId,
} from '@banzhen/domain/shared/ids';
import type {
  DeliveryState,
  DisabledCause,
  EndpointState,
  SendFailure,
  WebhookEvent,
} from '@banzhen/domain/webhooks';
import { integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, fenAmount, instant, transactionId } from './columns.js';

export const webhookEndpoints = pgTable('webhook_endpoint', {
  id: uuid('id').$type<WebhookEndpointId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  partnerId: uuid('partner_id').$type<PartnerId>().notNull(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  url: text('url').notNull(),
  hospitalIds: uuid('hospital_ids').array().$type<HospitalId[]>().notNull(),
  eventTypes: text('event_types').array().notNull(),
  state: text('state').$type<EndpointState>().notNull(),
  disabledWhy: text('disabled_why').$type<DisabledCause>(),
  disabledAt: instant('disabled_at'),
  failingSince: instant('failing_since'),
  createdAt: instant('created_at').notNull(),
  madeByAccount: uuid('made_by_account').$type<AccountId>().notNull(),
  version: integer('version').notNull(),
  feedXid: transactionId('feed_xid').notNull(),
  feedId: uuid('feed_id').notNull(),
});

export const webhookSecrets = pgTable('webhook_secret', {
  id: uuid('id').primaryKey(),
  endpointId: uuid('endpoint_id').$type<WebhookEndpointId>().notNull(),
  textSealed: bytes('text_sealed').notNull(),
  createdAt: instant('created_at').notNull(),
  endsAt: instant('ends_at'),
});

export const webhookDeliveries = pgTable('webhook_delivery', {
  id: uuid('id').$type<WebhookDeliveryId>().primaryKey(),
  endpointId: uuid('endpoint_id').$type<WebhookEndpointId>().notNull(),
  eventId: uuid('event_id').notNull(),
  about: text('about').$type<WebhookEvent['about']>().notNull(),
  type: text('type').notNull(),
  subjectId: uuid('subject_id').notNull(),
  hospitalId: uuid('hospital_id').$type<HospitalId>(),
  subjectVersion: integer('subject_version').notNull(),
  dueFen: fenAmount('due_fen'),
  happenedAt: instant('happened_at').notNull(),
  state: text('state').$type<DeliveryState>().notNull(),
  attempts: integer('attempts').notNull(),
  roundFrom: integer('round_from').notNull(),
  dueAt: instant('due_at').notNull(),
  leaseUntil: instant('lease_until'),
  createdAt: instant('created_at').notNull(),
  finishedAt: instant('finished_at'),
});

export const webhookAttempts = pgTable(
  'webhook_attempt',
  {
    deliveryId: uuid('delivery_id').$type<WebhookDeliveryId>().notNull(),
    no: integer('no').notNull(),
    triedAt: instant('tried_at').notNull(),
    tookMs: integer('took_ms').notNull(),
    status: smallint('status'),
    retryAfterSeconds: integer('retry_after_seconds'),
    failure: text('failure').$type<SendFailure>(),
  },
  ({ deliveryId, no }) => [primaryKey({ columns: [deliveryId, no] })],
);
