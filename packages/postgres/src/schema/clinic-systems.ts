import type { ErrandFault, RecordKnown } from '@banzhen/domain/appointments';
import type { SystemState } from '@banzhen/domain/clinic-systems';
import type {
  AccountId,
  AppointmentId,
  ClinicSystemId,
  HospitalId,
  PartnerId,
  TenantId,
} from '@banzhen/domain/shared/ids';
import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.js';

export const clinicSystems = pgTable('clinic_system', {
  id: uuid('id').$type<ClinicSystemId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  hospitalId: uuid('hospital_id').$type<HospitalId>().notNull(),
  partnerId: uuid('partner_id').$type<PartnerId>().notNull(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  url: text('url').notNull(),
  state: text('state').$type<SystemState>().notNull(),
  createdAt: instant('created_at').notNull(),
  madeByAccount: uuid('made_by_account').$type<AccountId>().notNull(),
  version: integer('version').notNull(),
});

export const clinicSystemSecrets = pgTable('clinic_system_secret', {
  id: uuid('id').primaryKey(),
  systemId: uuid('system_id').$type<ClinicSystemId>().notNull(),
  textSealed: bytes('text_sealed').notNull(),
  createdAt: instant('created_at').notNull(),
  endsAt: instant('ends_at'),
});

export const clinicErrands = pgTable('clinic_errand', {
  appointmentId: uuid('appointment_id').$type<AppointmentId>().primaryKey(),
  systemId: uuid('system_id').$type<ClinicSystemId>().notNull(),
  known: text('known').$type<RecordKnown>().notNull(),
  judgedVersion: integer('judged_version').notNull(),
  attempts: integer('attempts').notNull(),
  dueAt: instant('due_at'),
  leaseUntil: instant('lease_until'),
  openSince: instant('open_since').notNull(),
  fault: text('fault').$type<ErrandFault>(),
  isOver: boolean('is_over').notNull(),
});
