import type { AccountId, PaymentId, TenantId } from '../shared/ids.js';
import type { Money } from '../shared/money.js';
import type { TimeRange } from '../shared/time-range.js';

export const memberStatuses = ['NONE', 'ACTIVE', 'GRACE', 'FROZEN', 'EXPIRED', 'CANCELLED'] as const;

/** The states of a membership (M1-M6). */
export type MemberStatus = (typeof memberStatuses)[number];

/** A stretch of membership at one level, under the version of the policy that it began with. */
export type MemberPeriod = {
  /** Counts the periods of an account, so that quotas of one are never taken for those of another. */
  readonly no: number;
  readonly level: number;
  readonly policyVersion: number;
  readonly during: TimeRange;
  readonly graceDays: number;
};

/** A plan that was paid for; `during` is moved by the time that the membership was frozen. */
export type Purchase = {
  readonly planCode: string;
  readonly paymentId: PaymentId;
  readonly priceFen: Money;
  readonly days: number;
  readonly during: TimeRange;
};

type MemberCommon = {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  /** Growth since the last period was kept or ended; being raised does not use it up. */
  readonly growth: number;
  /** How many periods have begun. */
  readonly periods: number;
  readonly version: number;
};

type Running = MemberCommon & { readonly period: MemberPeriod; readonly purchases: readonly Purchase[] };

export type ActiveMember = Running & { readonly status: 'ACTIVE' };
export type MemberInGrace = Running & { readonly status: 'GRACE'; readonly graceUntil: Date };
/** `graceUntil`: it was in grace when it was frozen. */
export type FrozenMember = Running & {
  readonly status: 'FROZEN';
  readonly frozenAt: Date;
  readonly graceUntil?: Date;
};
export type NewMember = MemberCommon & { readonly status: 'NONE' };
export type EndedMember = MemberCommon & { readonly status: 'EXPIRED' | 'CANCELLED'; readonly endedAt: Date };

/** The membership of an account (C15), with exactly what its state means. */
export type Member = NewMember | ActiveMember | MemberInGrace | FrozenMember | EndedMember;

/** An account that has never been a member; it is stored with its first growth. */
export const newMember = (tenantId: TenantId, accountId: AccountId): NewMember => ({
  status: 'NONE',
  tenantId,
  accountId,
  growth: 0,
  periods: 0,
  version: 0,
});
