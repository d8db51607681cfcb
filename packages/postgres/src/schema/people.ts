import type { EscortProfile } from '@banzhen/domain/dispatch';
import type { StaffRole } from '@banzhen/domain/shared/actor';
import type { AccountId, EscortId, HospitalId, PatientId, TenantId } from '@banzhen/domain/shared/ids';
import type { Place } from '@banzhen/domain/shared/place';
import {
  bigint,
  boolean,
  doublePrecision,
  integer,
  pgTable,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.js';

export const accounts = pgTable('account', {
  id: uuid('id').$type<AccountId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  /** Plain as an older release wrote it; the sealed one stands instead. */
  displayName: text('display_name'),
  displayNameSealed: bytes('display_name_sealed'),
  phoneSealed: bytes('phone_sealed'),
  phoneIndex: bytes('phone_index'),
  staffRoles: text('staff_roles').array().$type<StaffRole[]>().notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  lastSignInAt: instant('last_sign_in_at'),
  erasedAt: instant('erased_at'),
});

/** Of the release before, which may run beside this one; nothing reads it any more. */
export const memberships = pgTable('membership', {
  accountId: uuid('account_id').$type<AccountId>().primaryKey(),
  discountBp: integer('discount_bp').notNull(),
  validUntil: instant('valid_until'),
});

export const patients = pgTable('patient', {
  id: uuid('id').$type<PatientId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  /** Plain as an older release wrote them, like the place of the home; the sealed ones stand instead. */
  displayName: text('display_name'),
  displayNameSealed: bytes('display_name_sealed'),
  isRealNamed: boolean('is_real_named').notNull(),
  homeLongitude: doublePrecision('home_longitude'),
  homeLatitude: doublePrecision('home_latitude'),
  homeDatum: text('home_datum').$type<Place['datum']>(),
  homeSealed: bytes('home_sealed'),
  realNameSealed: bytes('real_name_sealed'),
  idNumberSealed: bytes('id_number_sealed'),
  idNumberIndex: bytes('id_number_index'),
  birthDateSealed: bytes('birth_date_sealed'),
  sexSealed: bytes('sex_sealed'),
  phoneSealed: bytes('phone_sealed'),
  conditionsSealed: bytes('conditions_sealed'),
  departmentSealed: bytes('department_sealed'),
  wardSealed: bytes('ward_sealed'),
  bedSealed: bytes('bed_sealed'),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const patientGrants = pgTable('patient_grant', {
  patientId: uuid('patient_id').$type<PatientId>().notNull(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  scopes: text('scopes').array().$type<('view' | 'book')[]>().notNull(),
  validFrom: instant('valid_from').notNull(),
  validUntil: instant('valid_until'),
});

export const escorts = pgTable('escort', {
  id: uuid('id').$type<EscortId>().primaryKey(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  cityCode: text('city_code').notNull(),
  gender: text('gender').$type<EscortProfile['gender']>().notNull(),
  accountState: text('account_state').$type<EscortProfile['account']>().notNull(),
  certification: text('certification').$type<EscortProfile['certification']>().notNull(),
  isAccepting: boolean('is_accepting').notNull(),
  skills: text('skills').array().notNull(),
  services: text('services').array().notNull(),
  hospitalIds: uuid('hospital_ids').array().$type<HospitalId[]>().notNull(),
  baseLongitude: doublePrecision('base_longitude'),
  baseLatitude: doublePrecision('base_latitude'),
  baseDatum: text('base_datum').$type<Place['datum']>(),
  birthYear: smallint('birth_year'),
  practisingSince: smallint('first_practice_year'),
  ratingSum: bigint('rating_sum', { mode: 'number' }).notNull().default(0),
  ratingCount: integer('rating_count').notNull().default(0),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const escortCredentials = pgTable('escort_credential', {
  escortId: uuid('escort_id').$type<EscortId>().notNull(),
  kind: text('kind').notNull(),
  validUntil: instant('valid_until').notNull(),
});

export const escortRoster = pgTable('escort_roster', {
  escortId: uuid('escort_id').$type<EscortId>().notNull(),
  weekday: smallint('weekday').notNull(),
  fromMinute: smallint('from_minute').notNull(),
  toMinute: smallint('to_minute').notNull(),
});

export const escortLeaves = pgTable('escort_leave', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  escortId: uuid('escort_id').$type<EscortId>().notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
});

export const escortDoNotMatch = pgTable('escort_do_not_match', {
  escortId: uuid('escort_id').$type<EscortId>().notNull(),
  patientId: uuid('patient_id').$type<PatientId>().notNull(),
});
