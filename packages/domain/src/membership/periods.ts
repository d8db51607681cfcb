import { DAY_MS } from '../shared/clock.js';
import type { TimeRange } from '../shared/time-range.js';
import type { ActiveMember, Member, MemberPeriod, Purchase } from './member.js';
import type { MembershipPolicy } from './membership-policy.js';

/** Whole days of 24 hours: a membership is counted in them wherever its member is. */
export const daysAfter = (instant: Date, days: number): Date => new Date(instant.getTime() + days * DAY_MS);

type Beginning = {
  readonly level: number;
  readonly during: TimeRange;
  readonly growth: number;
  readonly purchases: readonly Purchase[];
};

/** A member whose next period begins, under the version of `policy`. */
export const withPeriod = (
  { tenantId, accountId, periods, version }: Member,
  { level, during, growth, purchases }: Beginning,
  policy: MembershipPolicy,
): ActiveMember => {
  const no = periods + 1;
  const period: MemberPeriod = {
    no,
    level,
    policyVersion: policy.version,
    during,
    graceDays: policy.graceDays,
  };
  return { status: 'ACTIVE', tenantId, accountId, version, growth, periods: no, period, purchases };
};
