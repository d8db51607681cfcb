import type { Partner, ReversalCause } from '@banzhen/domain/partners';
import type {
  AccountId,
  HospitalId,
  PartnerId,
  PartnerKeyId,
  SettlementId,
  SettlementReversalId,
  TenantId,
} from '@banzhen/domain/shared/ids';
import { date, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, fenAmount, instant } from './columns.js';

export const partners = pgTable('partner', {
  id: uuid('id').$type<PartnerId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  kind: text('kind').$type<Partner['kind']>().notNull(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const partnerKeys = pgTable('partner_key', {
  id: uuid('id').$type<PartnerKeyId>().primaryKey(),
  partnerId: uuid('partner_id').$type<PartnerId>().notNull(),
  hash: bytes('hash').notNull(),
  hospitalIds: uuid('hospital_ids').array().$type<HospitalId[]>().notNull(),
  operations: text('operations').array().notNull(),
  networks: text('networks').array().notNull(),
  dailyQuota: integer('daily_quota').notNull(),
  signingKey: bytes('signing_key'),
  createdAt: instant('created_at').notNull(),
  madeByAccount: uuid('made_by_account').$type<AccountId>().notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
});

export const partnerKeyUses = pgTable(
  'partner_key_use',
  {
    keyId: uuid('key_id').$type<PartnerKeyId>().notNull(),
    usedOn: date('used_on').notNull(),
    requests: integer('requests').notNull(),
  },
  ({ keyId, usedOn }) => [primaryKey({ columns: [keyId, usedOn] })],
);

export const partnerSettlements = pgTable('partner_settlement', {
  id: uuid('id').$type<SettlementId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  partnerId: uuid('partner_id').$type<PartnerId>().notNull(),
  amountFen: fenAmount('amount_fen').notNull(),
  receivedOn: date('received_on').notNull(),
  bankReference: text('bank_reference').notNull(),
  booking: integer('booking').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  recordedByAccount: uuid('recorded_by_account').$type<AccountId>().notNull(),
});

export const partnerSettlementReversals = pgTable('partner_settlement_reversal', {
  id: uuid('id').$type<SettlementReversalId>().primaryKey(),
  settlementId: uuid('settlement_id').$type<SettlementId>().notNull(),
  cause: text('cause').$type<ReversalCause>().notNull(),
  reversedAt: instant('reversed_at').notNull(),
  reversedByAccount: uuid('reversed_by_account').$type<AccountId>().notNull(),
});
