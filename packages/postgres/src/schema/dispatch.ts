import type { Offer } from '@banzhen/domain/dispatch';
import type { EscortId, OfferId, OrderId } from '@banzhen/domain/shared/ids';
import { doublePrecision, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.js';

export const offers = pgTable('offer', {
  id: uuid('id').$type<OfferId>().primaryKey(),
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  shiftNo: integer('shift_no').notNull(),
  escortId: uuid('escort_id').$type<EscortId>().notNull(),
  seq: integer('seq').notNull(),
  status: text('status').$type<Offer['status']>().notNull(),
  score: doublePrecision('score').notNull(),
  terms: jsonb('terms').$type<Offer['terms']>().notNull(),
  madeAt: instant('made_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  endedAt: instant('ended_at'),
  reason: text('reason'),
  reasonSealed: bytes('reason_sealed'),
});
