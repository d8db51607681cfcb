import type { AppointmentEvent, AppointmentStatus } from '@banzhen/domain/appointments';
import type { ClinicPolicy } from '@banzhen/domain/clinics';
import type {
  EarlyRelease,
  HolidayRule,
  ScheduleException,
  SessionPlan,
  SessionStatus,
  Weekday,
  WeeklyTemplate,
} from '@banzhen/domain/schedules';
import type {
  AccountId,
  AppointmentId,
  ClinicSessionId,
  DepartmentId,
  DoctorId,
  ExceptionId,
  HospitalId,
  PatientId,
  PersonId,
  RoomId,
  TemplateId,
  TenantId,
} from '@banzhen/domain/shared/ids';
import { sql } from 'drizzle-orm';
import { boolean, date, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { KeptMembershipJson } from '../membership/kept-membership-json.js';
import { bytes, instant, instantRange } from './columns.js';

export const departments = pgTable('department', {
  id: uuid('id').$type<DepartmentId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  hospitalId: uuid('hospital_id').$type<HospitalId>().notNull(),
  name: text('name').notNull(),
});

export const doctors = pgTable('doctor', {
  id: uuid('id').$type<DoctorId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
  name: text('name').notNull(),
  title: text('title').notNull(),
  introduction: text('introduction').notNull(),
});

export const rooms = pgTable('room', {
  id: uuid('id').$type<RoomId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  hospitalId: uuid('hospital_id').$type<HospitalId>().notNull(),
  name: text('name').notNull(),
});

export const weeklyTemplates = pgTable('weekly_template', {
  id: uuid('id').$type<TemplateId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  hospitalId: uuid('hospital_id').$type<HospitalId>().notNull(),
  departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
  doctorId: uuid('doctor_id').$type<DoctorId>().notNull(),
  zone: text('zone').notNull(),
  effectiveFrom: date('from_on', { mode: 'string' }).notNull(),
  effectiveUntil: date('until_on', { mode: 'string' }),
  week: jsonb('week').$type<WeeklyTemplate['week']>().notNull(),
  version: integer('version').notNull(),
});

export const scheduleExceptions = pgTable('schedule_exception', {
  id: uuid('id').$type<ExceptionId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  templateId: uuid('template_id').$type<TemplateId>().notNull(),
  visitOn: date('visit_on', { mode: 'string' }).notNull(),
  kind: text('kind').$type<ScheduleException['kind']>().notNull(),
  fromMinute: integer('from_minute'),
  plan: jsonb('plan').$type<SessionPlan>(),
});

export const holidayRules = pgTable('holiday_rule', {
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  visitOn: date('visit_on', { mode: 'string' }).notNull(),
  kind: text('kind').$type<HolidayRule['kind']>().notNull(),
  weekday: smallint('weekday').$type<Weekday>(),
});

// No-overlap of doctors and rooms are exclusion constraints of migrations/0014-schedules-and-appointments.sql.
export const clinicSessions = pgTable('clinic_session', {
  id: uuid('id').$type<ClinicSessionId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  hospitalId: uuid('hospital_id').$type<HospitalId>().notNull(),
  departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
  doctorId: uuid('doctor_id').$type<DoctorId>().notNull(),
  roomId: uuid('room_id').$type<RoomId>().notNull(),
  zone: text('zone').notNull(),
  visitOn: date('visit_on', { mode: 'string' }).notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  seatMinutes: integer('seat_minutes'),
  seatsEach: integer('seats_each'),
  capacity: integer('capacity').notNull(),
  remaining: integer('remaining').notNull(),
  releaseAt: instant('release_at'),
  earlyRelease: jsonb('early_release')
    .$type<readonly { readonly level: EarlyRelease['level']; readonly at: string }[]>()
    .notNull(),
  status: text('status').$type<SessionStatus>().notNull(),
  publishedAt: instant('published_at'),
  releasedAt: instant('released_at'),
  suspendedAt: instant('suspended_at'),
  closedAt: instant('closed_at'),
  version: integer('version').notNull(),
  isOccupying: boolean('is_occupying')
    .notNull()
    .generatedAlwaysAs(sql`status IN ('PUBLISHED', 'RELEASED', 'SUSPENDED')`),
});

/** The last ticket that was given, or kept for a crowd's batch. */
export const sessionTickets = pgTable('session_ticket', {
  sessionId: uuid('session_id').$type<ClinicSessionId>().primaryKey(),
  lastTicket: integer('last_ticket').notNull(),
});

export const clinicPolicies = pgTable('clinic_policy', {
  /** The nil one for the first version, which is everybody's. */
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  version: integer('version').notNull(),
  effectiveFrom: instant('effective_from').notNull(),
  body: jsonb('body').$type<ClinicPolicy>().notNull(),
  reason: text('reason'),
});

export const appointments = pgTable('appointment', {
  id: uuid('id').$type<AppointmentId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  sessionId: uuid('session_id').$type<ClinicSessionId>().notNull(),
  doctorId: uuid('doctor_id').$type<DoctorId>().notNull(),
  departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
  visitOn: date('visit_on', { mode: 'string' }).notNull(),
  patientId: uuid('patient_id').$type<PatientId>().notNull(),
  personId: uuid('person_id').$type<PersonId>().notNull(),
  bookedBy: uuid('booked_by').$type<AccountId>().notNull(),
  ticket: integer('ticket').notNull(),
  seatNo: integer('seat_no'),
  departmentRank: smallint('department_rank').notNull(),
  sequence: integer('sequence').notNull().default(0),
  familyReschedules: integer('family_reschedules').notNull().default(0),
  status: text('status').$type<AppointmentStatus>().notNull(),
  heldUntil: instant('held_until'),
  submittedAt: instant('submitted_at'),
  clinicRecord: text('clinic_record'),
  checkedInAt: instant('checked_in_at'),
  endedAt: instant('ended_at'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull(),
  keepsSeat: boolean('keeps_seat')
    .notNull()
    .generatedAlwaysAs(
      sql`status IN ('HELD', 'PENDING_CONFIRM', 'BOOKED', 'CHECKED_IN', 'FULFILLED', 'NO_SHOW')`,
    ),
  during: instantRange('during'),
  membership: jsonb('membership').$type<KeptMembershipJson>(),
  policyVersion: integer('policy_version').notNull(),
  takesTime: boolean('takes_time')
    .notNull()
    .generatedAlwaysAs(sql`status IN ('HELD', 'PENDING_CONFIRM', 'BOOKED', 'CHECKED_IN')`),
});

export const seatReturns = pgTable('seat_return', {
  sessionId: uuid('session_id').$type<ClinicSessionId>().notNull(),
  ticket: integer('ticket').notNull(),
  dueAt: instant('due_at').notNull(),
  returnedAt: instant('returned_at'),
  waitlistSince: instant('waitlist_since'),
});

export const appointmentEvents = pgTable('appointment_event', {
  appointmentId: uuid('appointment_id').$type<AppointmentId>().notNull(),
  version: integer('version').notNull(),
  type: text('type').$type<AppointmentEvent['type']>().notNull(),
  transition: text('transition').notNull(),
  fromStatus: text('from_status').$type<AppointmentStatus>(),
  toStatus: text('to_status').$type<AppointmentStatus>().notNull(),
  at: instant('at').notNull(),
  byCapacity: text('by_capacity').$type<AppointmentEvent['by']['as']>().notNull(),
  byAccount: uuid('by_account').$type<AccountId>(),
  reasonSealed: bytes('reason_sealed'),
});
