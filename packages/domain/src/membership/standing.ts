import type { AccountId, TenantId } from '../shared/ids.js';
import type { Member, MemberPeriod } from './member.js';
import { daysAfter } from './periods.js';

/** The period whose privileges count. */
export type StandingPeriod = Pick<MemberPeriod, 'no' | 'level' | 'policyVersion'> & {
  readonly startsAt: Date;
};

/** What a membership is worth at an instant, as the clock says: no timer has to have fired first. */
export type Standing =
  | { readonly kind: 'none' }
  | { readonly kind: 'active' | 'grace'; readonly period: StandingPeriod }
  | { readonly kind: 'frozen'; readonly since: Date }
  | { readonly kind: 'lapsed'; readonly since: Date };

/** The standing of a live membership (M1-M6). */
export const standingAt = (member: Member, at: Date): Standing => {
  switch (member.status) {
    case 'NONE':
      return { kind: 'none' };
    case 'FROZEN':
      return { kind: 'frozen', since: member.frozenAt };
    case 'EXPIRED':
    case 'CANCELLED':
      return { kind: 'lapsed', since: member.endedAt };
    case 'ACTIVE':
    case 'GRACE': {
      const { no, level, policyVersion, during, graceDays } = member.period;
      const period = { no, level, policyVersion, startsAt: during.startsAt };
      if (member.status === 'ACTIVE' && at < during.endsAt) return { kind: 'active', period };
      const until = member.status === 'GRACE' ? member.graceUntil : daysAfter(during.endsAt, graceDays);
      return at < until ? { kind: 'grace', period } : { kind: 'lapsed', since: until };
    }
  }
};

/** What an order keeps of its member: the same answers for its whole life, whatever becomes of the membership (M4). */
export type KeptMembership = {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly keptAt: Date;
  readonly standing: Standing;
};

/** The membership as it is at `at`, to be frozen on an order. */
export const keepMembership = (member: Member, at: Date): KeptMembership => ({
  tenantId: member.tenantId,
  accountId: member.accountId,
  keptAt: at,
  standing: standingAt(member, at),
});
