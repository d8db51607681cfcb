import { DAY_MS } from '../shared/clock.js';
import type { AccountId, TenantId } from '../shared/ids.js';
import type { KeptMembership, Standing, StandingPeriod } from '../shared/kept-membership.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Member } from './member.js';
import type { MembershipPolicy } from './membership-policy.js';
import type { PrivilegeCode, PrivilegeValue } from './privilege-value.js';
import { standingAt } from './standing.js';

/** A membership, live or kept by an order, with the version of the policy that its period began with. */
export type Holder = { readonly member: Member | KeptMembership; readonly policy: MembershipPolicy };

export type NotAMember = { readonly type: 'NotAMember' };
/** The grace has ended, or the member has cancelled. */
export type MembershipLapsed = { readonly type: 'MembershipLapsed'; readonly since: Date };
/** The membership is frozen (M5). */
export type MembershipRests = { readonly type: 'MembershipRests'; readonly since: Date };
/** The level does not have it, or not in the grace after a period. */
export type PrivilegeNotGranted = {
  readonly type: 'PrivilegeNotGranted';
  readonly code: PrivilegeCode;
  readonly level: number;
};
export type NoPrivilege = NotAMember | MembershipLapsed | MembershipRests | PrivilegeNotGranted;

const standingOf = ({ member }: Holder, at: Date): Standing =>
  'standing' in member ? member.standing : standingAt(member, at);

type Granted = { readonly value: PrivilegeValue; readonly period: StandingPeriod };

const granted = (holder: Holder, code: PrivilegeCode, at: Date): Result<Granted, NoPrivilege> => {
  const standing = standingOf(holder, at);
  switch (standing.kind) {
    case 'none':
      return err({ type: 'NotAMember' });
    case 'lapsed':
      return err({ type: 'MembershipLapsed', since: standing.since });
    case 'frozen':
      return err({ type: 'MembershipRests', since: standing.since });
    case 'active':
    case 'grace': {
      const { period } = standing;
      const { version, levels } = holder.policy;
      if (version !== period.policyVersion)
        throw new Error(`privileges are of version ${period.policyVersion}, not of ${version}`);
      const level = levels.find((one) => one.level === period.level);
      const grant = level?.privileges.find((one) => one.code === code);
      if (!grant || (standing.kind === 'grace' && !grant.isKeptInGrace))
        return err({ type: 'PrivilegeNotGranted', code, level: period.level });
      return ok({ value: grant.value, period });
    }
  }
};

/**
 * The one answer to what a member may (C24): read from the version of the period, at `at` for a live membership and as it
 * was for one that an order keeps. Throws where `holder.policy` is another version.
 */
export const privilege = (
  holder: Holder,
  code: PrivilegeCode,
  at: Date,
): Result<PrivilegeValue, NoPrivilege> => {
  const answer = granted(holder, code, at);
  return answer.ok ? ok(answer.value.value) : answer;
};

/** One use of a quota: its window, and how many uses the window has. */
export type QuotaUse = {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly code: PrivilegeCode;
  readonly periodNo: number;
  /** Counts the windows of a period from 0. */
  readonly windowNo: number;
  readonly most: number;
};

export type NotAQuota = { readonly type: 'NotAQuota'; readonly code: PrivilegeCode };
export type QuotaUsedUp = {
  readonly type: 'QuotaUsedUp';
  readonly code: PrivilegeCode;
  readonly most: number;
};

/**
 * Which use of a quota a member would take; `PrivilegeQuotas` takes it. A use for an order counts in the window in which the
 * order was made.
 */
export const quotaUse = (
  holder: Holder,
  code: PrivilegeCode,
  at: Date,
): Result<QuotaUse, NoPrivilege | NotAQuota | QuotaUsedUp> => {
  const answer = granted(holder, code, at);
  if (!answer.ok) return answer;
  const { value, period } = answer.value;
  if (value.kind !== 'quota') return err({ type: 'NotAQuota', code });
  if (value.most === 0) return err({ type: 'QuotaUsedUp', code, most: 0 });
  const { member } = holder;
  const instant = 'keptAt' in member ? member.keptAt : at;
  const passed = Math.max(0, instant.getTime() - period.startsAt.getTime());
  return ok({
    tenantId: member.tenantId,
    accountId: member.accountId,
    code,
    periodNo: period.no,
    windowNo: Math.floor(passed / (value.everyDays * DAY_MS)),
    most: value.most,
  });
};
