import type { BundleStatus } from '@banzhen/domain/bundles';
import type {
  AccountId,
  AppointmentId,
  BundleId,
  OrderId,
  PatientId,
  TenantId,
} from '@banzhen/domain/shared/ids';
import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

export const visitBundles = pgTable('visit_bundle', {
  id: uuid('id').$type<BundleId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  bookedBy: uuid('booked_by').$type<AccountId>().notNull(),
  patientId: uuid('patient_id').$type<PatientId>().notNull(),
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  appointmentId: uuid('appointment_id').$type<AppointmentId>().notNull(),
  seatSequence: integer('seat_sequence').notNull(),
  seatStartsAt: instant('seat_starts_at').notNull(),
  status: text('status').$type<BundleStatus>().notNull(),
  chooseBy: instant('choose_by'),
  endedAt: instant('ended_at'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull(),
  isLive: boolean('is_live')
    .notNull()
    .generatedAlwaysAs(sql`status IN ('HELD', 'ASKED', 'BOUND', 'CHOOSING')`),
  seenAppointment: integer('seen_appointment').notNull().default(0),
  seenOrder: integer('seen_order').notNull().default(0),
});
