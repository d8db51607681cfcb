import type { Member, MemberEvent, MembershipPolicy } from '@banzhen/domain/membership';
import type { PointsEntry } from '@banzhen/domain/points';
import type { AccountId, TenantId } from '@banzhen/domain/shared/ids';
import { bigint, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

const account = () => uuid('account_id').$type<AccountId>();
const tenant = () => uuid('tenant_id').$type<TenantId>().notNull();
const count = (name: string) => bigint(name, { mode: 'number' });

export const membershipPolicies = pgTable('membership_policy', {
  version: integer('version').primaryKey(),
  effectiveFrom: instant('effective_from').notNull(),
  body: jsonb('body').$type<MembershipPolicy>().notNull(),
});

/** A purchase as json keeps it. */
export type PurchaseJson = {
  readonly planCode: string;
  readonly paymentId: string;
  readonly priceFen: number;
  readonly days: number;
  readonly startsAt: string;
  readonly endsAt: string;
};

export const members = pgTable('member', {
  accountId: account().primaryKey(),
  tenantId: tenant(),
  status: text('status').$type<Member['status']>().notNull(),
  growth: count('growth').notNull(),
  periods: integer('periods').notNull(),
  level: integer('level'),
  policyVersion: integer('policy_version'),
  periodStartsAt: instant('period_starts_at'),
  periodEndsAt: instant('period_ends_at'),
  graceDays: integer('grace_days'),
  purchases: jsonb('purchases').$type<readonly PurchaseJson[]>(),
  graceUntil: instant('grace_until'),
  frozenAt: instant('frozen_at'),
  endedAt: instant('ended_at'),
  version: integer('version').notNull(),
});

export const memberEvents = pgTable('member_event', {
  accountId: account().notNull(),
  version: integer('version').notNull(),
  tenantId: tenant(),
  type: text('type').$type<MemberEvent['type']>().notNull(),
  transition: text('transition').notNull(),
  command: text('command').$type<MemberEvent['command']>().notNull(),
  from: text('from_status').$type<MemberEvent['from']>().notNull(),
  to: text('to_status').$type<MemberEvent['to']>().notNull(),
  at: instant('at').notNull(),
  byCapacity: text('by_capacity').$type<MemberEvent['by']['as']>().notNull(),
  byAccount: uuid('by_account').$type<AccountId>(),
  cause: text('cause').$type<NonNullable<MemberEvent['cause']>>(),
  bizId: text('biz_id'),
  refs: jsonb('refs').$type<MemberEvent['refs']>().notNull(),
});

export const privilegeUses = pgTable('privilege_use', {
  accountId: account().notNull(),
  code: text('code').notNull(),
  periodNo: integer('period_no').notNull(),
  windowNo: integer('window_no').notNull(),
  tenantId: tenant(),
  taken: integer('taken').notNull(),
  most: integer('most').notNull(),
});

export const pointsAccounts = pgTable('points_account', {
  accountId: account().primaryKey(),
  tenantId: tenant(),
  nextExpiryAt: instant('next_expiry_at'),
  firstLotNo: count('first_lot_no').notNull(),
});

export const pointsEntries = pgTable('points_entry', {
  accountId: account().notNull(),
  seq: count('seq').notNull(),
  tenantId: tenant(),
  kind: text('kind').$type<PointsEntry['kind']>().notNull(),
  bizId: text('biz_id').notNull(),
  points: count('points').notNull(),
  leftAfter: count('left_after').notNull(),
  debtAfter: count('debt_after').notNull(),
  at: instant('at').notNull(),
  byCapacity: text('by_capacity').$type<PointsEntry['by']['as']>().notNull(),
  byAccount: uuid('by_account').$type<AccountId>(),
  ofSeq: count('of_seq'),
  cause: text('cause').$type<NonNullable<PointsEntry['cause']>>(),
});

export const pointsLots = pgTable('points_lot', {
  accountId: account().notNull(),
  lotNo: count('lot_no').notNull(),
  tenantId: tenant(),
  seq: count('seq').notNull(),
  points: count('points').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

export const pointsDraws = pgTable('points_draw', {
  accountId: account().notNull(),
  seq: count('seq').notNull(),
  lotNo: count('lot_no').notNull(),
  tenantId: tenant(),
  points: count('points').notNull(),
});
