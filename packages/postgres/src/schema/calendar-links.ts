import type { AccountId, CalendarLinkId, DoctorId, EscortId, TenantId } from '@banzhen/domain/shared/ids';
import { pgTable, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.js';

export const calendarLinks = pgTable('calendar_link', {
  id: uuid('id').$type<CalendarLinkId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  escortId: uuid('escort_id').$type<EscortId>(),
  doctorId: uuid('doctor_id').$type<DoctorId>(),
  hash: bytes('hash').notNull(),
  createdAt: instant('created_at').notNull(),
  madeByAccount: uuid('made_by_account').$type<AccountId>().notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  lastReadAt: instant('last_read_at'),
});
