import type {
  AccountId,
  AppointmentId,
  DepartmentId,
  DoctorId,
  HospitalId,
  PatientId,
  PersonId,
  TenantId,
  WaitlistEntryId,
} from '@banzhen/domain/shared/ids';
import type { WaitlistEntryCommon, WaitlistStatus } from '@banzhen/domain/waitlist';
import { sql } from 'drizzle-orm';
import { boolean, date, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

// One live entry for a target and so many for a person are unique indexes of migrations/0019-waitlist.sql.
export const waitlistEntries = pgTable('waitlist_entry', {
  id: uuid('id').$type<WaitlistEntryId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  hospitalId: uuid('hospital_id').$type<HospitalId>().notNull(),
  departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
  doctorId: uuid('doctor_id').$type<DoctorId>(),
  zone: text('zone').notNull(),
  fromOn: date('from_on', { mode: 'string' }).notNull(),
  untilOn: date('until_on', { mode: 'string' }).notNull(),
  patientId: uuid('patient_id').$type<PatientId>().notNull(),
  personId: uuid('person_id').$type<PersonId>().notNull(),
  joinedBy: uuid('booked_by').$type<AccountId>().notNull(),
  joinedAs: text('joined_as').$type<WaitlistEntryCommon['joinedAs']>().notNull(),
  rank: smallint('rank').notNull(),
  status: text('status').$type<WaitlistStatus>().notNull(),
  appointmentId: uuid('appointment_id').$type<AppointmentId>(),
  offeredUntil: instant('offered_until'),
  endedAt: instant('ended_at'),
  createdAt: instant('created_at').notNull(),
  waitingSince: instant('waiting_since').notNull(),
  expiries: integer('expiries').notNull(),
  version: integer('version').notNull(),
  isLive: boolean('is_live').notNull().generatedAlwaysAs(sql`status IN ('WAITING', 'OFFERED', 'PAUSED')`),
});

export const waitlistOffers = pgTable('waitlist_offer', {
  departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
  number: integer('number').notNull(),
  outOfTurn: integer('out_of_turn').notNull(),
  isOutOfTurn: boolean('is_out_of_turn').notNull(),
  entryId: uuid('entry_id').$type<WaitlistEntryId>().notNull(),
  appointmentId: uuid('appointment_id').$type<AppointmentId>().notNull(),
  offeredAt: instant('offered_at').notNull(),
});
