import type { EscortService } from '@banzhen/domain/pricing';
import type { HospitalId, TenantId } from '@banzhen/domain/shared/ids';
import type { Place } from '@banzhen/domain/shared/place';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import { boolean, doublePrecision, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { fenAmount, instant } from './columns.js';

export const cities = pgTable('city', {
  code: text('code').primaryKey(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  zone: text('zone').notNull(),
  isOpen: boolean('is_open').notNull(),
});

export const escortServices = pgTable('escort_service', {
  cityCode: text('city_code').notNull(),
  code: text('code').notNull(),
  kind: text('kind').$type<EscortService['kind']>().notNull(),
  titleZh: text('title_zh').notNull(),
  titleEn: text('title_en').notNull(),
  unitMinutes: integer('unit_minutes').notNull(),
  unitPriceFen: fenAmount('unit_price_fen').notNull(),
  shiftMinutes: integer('shift_minutes').notNull(),
  skills: text('skills').array().notNull(),
});

export const hospitals = pgTable('hospital', {
  id: uuid('id').$type<HospitalId>().primaryKey(),
  cityCode: text('city_code').notNull(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  district: text('district').notNull(),
  kind: text('kind').notNull(),
  grade: text('grade').notNull(),
  longitude: doublePrecision('longitude'),
  latitude: doublePrecision('latitude'),
  datum: text('datum').$type<Place['datum']>(),
});

/** Only a process of the release before still reads it; what it had stands in `visit_policy_version` too. */
export const visitPolicies = pgTable('visit_policy', {
  version: integer('version').primaryKey(),
  effectiveFrom: instant('effective_from').notNull(),
  body: jsonb('body').$type<VisitPolicy>().notNull(),
});

export const visitPolicyVersions = pgTable('visit_policy_version', {
  /** The nil one for the first version, which is everybody's. */
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  version: integer('version').notNull(),
  effectiveFrom: instant('effective_from').notNull(),
  body: jsonb('body').$type<VisitPolicy>().notNull(),
  reason: text('reason'),
});

export const priceLists = pgTable('price_list', {
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  version: integer('version').notNull(),
  effectiveFrom: instant('effective_from').notNull(),
  reason: text('reason').notNull(),
});

export const priceListPrices = pgTable('price_list_price', {
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  version: integer('version').notNull(),
  cityCode: text('city_code').notNull(),
  serviceCode: text('service_code').notNull(),
  unitPriceFen: fenAmount('unit_price_fen').notNull(),
  lowestFen: fenAmount('lowest_fen'),
  highestFen: fenAmount('highest_fen'),
});

export const demoCities = pgTable('demo_city', {
  tenantId: uuid('tenant_id').$type<TenantId>().primaryKey(),
  loadedAt: instant('loaded_at').notNull(),
  accessTakenAt: instant('access_taken_at'),
});
