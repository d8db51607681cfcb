import type {
  ChallengePurpose,
  Sanction,
  SanctionMeasure,
  Session,
  StaffGrant,
  TicketPurpose,
} from '@banzhen/domain/accounts';
import type { RestrictableFunction } from '@banzhen/domain/shared/actor';
import type { AccountId, ChallengeId, TenantId } from '@banzhen/domain/shared/ids';
import { bigint, boolean, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.js';

export const accountPasswords = pgTable('account_password', {
  accountId: uuid('account_id').$type<AccountId>().primaryKey(),
  hash: text('hash').notNull(),
  setAt: instant('set_at').notNull(),
});

export const accountTotps = pgTable('account_totp', {
  accountId: uuid('account_id').$type<AccountId>().primaryKey(),
  secretSealed: bytes('secret_sealed').notNull(),
  confirmedAt: instant('confirmed_at'),
  lastStep: bigint('last_step', { mode: 'number' }).notNull(),
});

export const identityLinks = pgTable('identity_link', {
  identityHash: bytes('identity_hash').primaryKey(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  linkedAt: instant('linked_at').notNull(),
});

export const signInChallenges = pgTable('sign_in_challenge', {
  id: uuid('id').$type<ChallengeId>().primaryKey(),
  purpose: text('purpose').$type<ChallengePurpose>().notNull(),
  phoneIndex: bytes('phone_index').notNull(),
  codeHash: text('code_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  guesses: smallint('guesses').notNull(),
  usedAt: instant('used_at'),
});

export const signInTickets = pgTable('sign_in_ticket', {
  tokenHash: bytes('token_hash').primaryKey(),
  purpose: text('purpose').$type<TicketPurpose>().notNull(),
  accountId: uuid('account_id').$type<AccountId>(),
  identityHash: bytes('identity_hash'),
  expiresAt: instant('expires_at').notNull(),
  guesses: smallint('guesses').notNull(),
  usedAt: instant('used_at'),
});

export const signInQuotas = pgTable('sign_in_quota', {
  name: text('name').notNull(),
  subject: text('subject').notNull(),
  windowStartsAt: instant('window_starts_at').notNull(),
  tries: integer('tries').notNull(),
});

export const sessions = pgTable('session', {
  id: uuid('id').$type<Session['id']>().primaryKey(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  tokenHash: bytes('token_hash').notNull(),
  kind: text('kind').$type<Session['kind']>().notNull(),
  authLevel: text('auth_level').$type<Session['authLevel']>().notNull(),
  device: text('device').notNull(),
  startedAt: instant('started_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
  idleUntil: instant('idle_until').notNull(),
  endsAt: instant('ends_at').notNull(),
  steppedUpAt: instant('stepped_up_at'),
  endedAt: instant('ended_at'),
  endedWhy: text('ended_why').$type<NonNullable<Session['ended']>['why']>(),
});

export const staffGrants = pgTable('staff_grant', {
  id: uuid('id').$type<StaffGrant['id']>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  role: text('role').$type<StaffGrant['role']>().notNull(),
  cityCode: text('city_code'),
  validFrom: instant('valid_from').notNull(),
  validUntil: instant('valid_until'),
  grantedBy: uuid('granted_by_account').$type<AccountId>(),
  revokedAt: instant('revoked_at'),
  revokedBy: uuid('revoked_by_account').$type<AccountId>(),
});

export const sanctions = pgTable('sanction', {
  id: uuid('id').$type<Sanction['id']>().primaryKey(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  kind: text('kind').$type<SanctionMeasure['kind']>().notNull(),
  functions: text('functions').array().$type<RestrictableFunction[]>().notNull(),
  cause: text('cause').$type<Sanction['cause']>().notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  validFrom: instant('valid_from').notNull(),
  validUntil: instant('valid_until'),
  imposedBy: uuid('imposed_by_account').$type<AccountId>().notNull(),
  liftedAt: instant('lifted_at'),
  liftedBy: uuid('lifted_by_account').$type<AccountId>(),
  liftReasonSealed: bytes('lift_reason_sealed'),
  appealedAt: instant('appealed_at'),
  appealSealed: bytes('appeal_sealed'),
  answeredAt: instant('answered_at'),
  answeredBy: uuid('answered_by_account').$type<AccountId>(),
  answerSealed: bytes('answer_sealed'),
  isGranted: boolean('is_granted'),
  version: integer('version').notNull(),
});
