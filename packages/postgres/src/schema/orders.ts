import type {
  ArrivalProof,
  CancellationCause,
  CancellationQuote,
  Cover,
  LogStep,
  Order,
  OrderEvent,
  OrderStatus,
  PriceLine,
  TimerKind,
} from '@banzhen/domain/orders';
import type { Quote } from '@banzhen/domain/pricing';
import type {
  AccountId,
  CancellationQuoteId,
  EscortId,
  HospitalId,
  OfferId,
  OrderId,
  PatientId,
  QuoteId,
  TenantId,
} from '@banzhen/domain/shared/ids';
import { bigint, boolean, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { fenAmount, instant, instantRange } from './columns.js';

export const quotes = pgTable('quote', {
  id: uuid('id').$type<QuoteId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  cityCode: text('city_code').notNull(),
  patientId: uuid('patient_id').$type<PatientId>().notNull(),
  hospitalId: uuid('hospital_id').$type<HospitalId>().notNull(),
  serviceCode: text('service_code').notNull(),
  serviceKind: text('service_kind').$type<Quote['service']['kind']>().notNull(),
  serviceSkills: text('service_skills').array().notNull(),
  shifts: jsonb('shifts').$type<readonly (readonly [startsAt: string, endsAt: string])[]>().notNull(),
  wishedEscortId: uuid('wished_escort_id').$type<EscortId>(),
  wishedGender: text('wished_gender').$type<'female' | 'male'>(),
  lines: jsonb('lines').$type<Quote['lines']>().notNull(),
  totalFen: fenAmount('total_fen').notNull(),
  memberDiscountBp: integer('member_discount_bp').notNull(),
  policyVersion: integer('policy_version').notNull(),
  createdAt: instant('created_at').notNull(),
  validUntil: instant('valid_until').notNull(),
  usedFor: uuid('used_for').$type<OrderId>(),
});

export const orders = pgTable('escort_order', {
  id: uuid('id').$type<OrderId>().primaryKey(),
  orderNo: text('order_no').notNull(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  cityCode: text('city_code').notNull(),
  bookedBy: uuid('booked_by').$type<AccountId>().notNull(),
  patientId: uuid('patient_id').$type<PatientId>().notNull(),
  hospitalId: uuid('hospital_id').$type<HospitalId>().notNull(),
  serviceCode: text('service_code').notNull(),
  serviceKind: text('service_kind').$type<Order['service']['kind']>().notNull(),
  serviceSkills: text('service_skills').array().notNull(),
  wishedEscortId: uuid('wished_escort_id').$type<EscortId>(),
  wishedGender: text('wished_gender').$type<'female' | 'male'>(),
  quoteId: uuid('quote_id').$type<QuoteId>().notNull(),
  chargeLines: jsonb('charge_lines').$type<readonly PriceLine[]>().notNull(),
  totalFen: fenAmount('total_fen').notNull(),
  policyVersion: integer('policy_version').notNull(),
  capturedFen: fenAmount('captured_fen').notNull(),
  refundRequestedFen: fenAmount('refund_requested_fen').notNull(),
  refundedFen: fenAmount('refunded_fen').notNull(),
  waivedFen: fenAmount('waived_fen').notNull(),
  review: text('review').$type<Order['review']>().notNull(),
  settlement: text('settlement').$type<Order['settlement']>().notNull(),
  dispute: text('dispute').$type<Order['dispute']>().notNull(),
  familyReschedules: integer('family_reschedules').notNull(),
  assignmentSeq: integer('assignment_seq').notNull(),
  excludedEscorts: uuid('excluded_escorts').array().$type<EscortId[]>().notNull(),
  visitCode: text('visit_code').notNull(),
  visitCodeWrongTries: integer('visit_code_wrong_tries').notNull(),
  failedOffers: integer('failed_offers').notNull(),
  status: text('status').$type<OrderStatus>().notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  payBy: instant('pay_by'),
  paidAt: instant('paid_at'),
  searchSince: instant('search_since'),
  departedAt: instant('departed_at'),
  arrivedAt: instant('arrived_at'),
  arrivalProof: text('arrival_proof').$type<ArrivalProof>(),
  startedAt: instant('started_at'),
  currentShiftNo: integer('current_shift_no'),
  endedAt: instant('ended_at'),
  overdue: boolean('overdue'),
  finishedAt: instant('finished_at'),
  cancelledAt: instant('cancelled_at'),
  cancellationCause: text('cancellation_cause').$type<CancellationCause>(),
  noShowAt: instant('no_show_at'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull(),
});

export const orderShifts = pgTable('order_shift', {
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  no: integer('no').notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  cover: text('cover').$type<Cover['kind']>().notNull(),
  escortId: uuid('escort_id').$type<EscortId>(),
  offerId: uuid('offer_id').$type<OfferId>(),
  seq: integer('seq'),
  expiresAt: instant('expires_at'),
  acceptedAt: instant('accepted_at'),
  // Copies of the order's, for the work of escorts.
  patientId: uuid('patient_id').$type<PatientId>().notNull(),
  isDuty: boolean('is_duty').notNull(),
  finishedAt: instant('finished_at'),
});

// No-overlap is the exclusion constraint of migrations/0002-orders.sql.
export const escortBlocks = pgTable('escort_block', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  escortId: uuid('escort_id').$type<EscortId>().notNull(),
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  shiftNo: integer('shift_no').notNull(),
  during: instantRange('during').notNull(),
  until: instant('until'),
  active: boolean('active').notNull().default(true),
});

export const patientBlocks = pgTable('patient_block', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  patientId: uuid('patient_id').$type<PatientId>().notNull(),
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  shiftNo: integer('shift_no').notNull(),
  during: instantRange('during').notNull(),
  until: instant('until'),
  active: boolean('active').notNull().default(true),
});

export const orderEvents = pgTable('order_event', {
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  version: integer('version').notNull(),
  ordinal: integer('ordinal').notNull(),
  type: text('type').$type<OrderEvent['type']>().notNull(),
  transition: text('transition').notNull(),
  fromStatus: text('from_status').$type<OrderStatus>(),
  toStatus: text('to_status').$type<OrderStatus>().notNull(),
  at: instant('at').notNull(),
  byCapacity: text('by_capacity').$type<OrderEvent['by']['as']>().notNull(),
  byAccount: uuid('by_account').$type<AccountId>(),
  reason: text('reason'),
  refs: jsonb('refs').$type<OrderEvent['refs']>().notNull(),
});

export const orderTimers = pgTable('order_timer', {
  id: uuid('id').primaryKey(),
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  kind: text('kind').$type<TimerKind>().notNull(),
  dueAt: instant('due_at').notNull(),
  offerId: uuid('offer_id').$type<OfferId>(),
  armedVersion: integer('armed_version').notNull(),
  nextTryAt: instant('next_try_at').notNull(),
  attempts: integer('attempts').notNull().default(0),
  error: text('error'),
  doneAt: instant('done_at'),
});

export const cancellationQuotes = pgTable('cancellation_quote', {
  id: uuid('id').$type<CancellationQuoteId>().primaryKey(),
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  orderVersion: integer('order_version').notNull(),
  fault: text('fault').$type<CancellationQuote['fault']>().notNull(),
  rule: text('rule').notNull(),
  refundFen: fenAmount('refund_fen').notNull(),
  escortFen: fenAmount('escort_fen').notNull(),
  platformFen: fenAmount('platform_fen').notNull(),
  compensationFen: fenAmount('compensation_fen').notNull(),
  escortId: uuid('escort_id').$type<EscortId>(),
  expiresAt: instant('expires_at').notNull(),
});

export const serviceLog = pgTable('service_log', {
  id: uuid('id').primaryKey(),
  orderId: uuid('order_id').$type<OrderId>().notNull(),
  shiftNo: integer('shift_no').notNull(),
  escortId: uuid('escort_id').$type<EscortId>().notNull(),
  step: text('step').$type<LogStep>().notNull(),
  note: text('note').notNull(),
  at: instant('at').notNull(),
});

export const reviews = pgTable('review', {
  orderId: uuid('order_id').$type<OrderId>().primaryKey(),
  escortId: uuid('escort_id').$type<EscortId>().notNull(),
  byAccount: uuid('by_account').$type<AccountId>().notNull(),
  stars: smallint('stars').notNull(),
  text: text('text').notNull(),
  at: instant('at').notNull(),
});
