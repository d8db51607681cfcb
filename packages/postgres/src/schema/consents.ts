import type { Consent, ConsentKind } from '@banzhen/domain/consents';
import type { Detail, ProxyScope, Reveal } from '@banzhen/domain/patients';
import type { AccountId, InvitationId, PatientId, TenantId } from '@banzhen/domain/shared/ids';
import { bigint, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.js';

export const proxyInvitations = pgTable('proxy_invitation', {
  id: uuid('id').$type<InvitationId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  patientId: uuid('patient_id').$type<PatientId>().notNull(),
  phoneSealed: bytes('phone_sealed').notNull(),
  phoneIndex: bytes('phone_index').notNull(),
  scope: text('scope').$type<ProxyScope>().notNull(),
  validUntil: instant('valid_until').notNull(),
  invitedBy: uuid('invited_by_account').$type<AccountId>().notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

export const consentDocuments = pgTable('consent_document', {
  kind: text('kind').$type<ConsentKind>().notNull(),
  version: integer('version').notNull(),
  titleZh: text('title_zh').notNull(),
  titleEn: text('title_en').notNull(),
  textZh: text('text_zh').notNull(),
  textEn: text('text_en').notNull(),
  inForceFrom: instant('in_force_from').notNull(),
});

export const consents = pgTable('consent', {
  id: uuid('id').$type<Consent['id']>().primaryKey(),
  ordinal: bigint('ordinal', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  kind: text('kind').$type<ConsentKind>().notNull(),
  version: integer('version').notNull(),
  act: text('act').$type<Consent['act']>().notNull(),
  at: instant('at').notNull(),
  network: text('network').notNull(),
});

export const patientReveals = pgTable('patient_reveal', {
  id: uuid('id').$type<Reveal['id']>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  patientId: uuid('patient_id').$type<PatientId>().notNull(),
  by: uuid('by_account').$type<AccountId>().notNull(),
  fields: text('fields').array().$type<Detail[]>().notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  at: instant('at').notNull(),
});
