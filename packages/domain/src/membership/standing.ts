import type { KeptMembership, Standing } from '../shared/kept-membership.js';
import type { Member } from './member.js';
import { daysAfter } from './periods.js';

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

/** The membership as it is at `at`, to be frozen on an order. */
export const keepMembership = (member: Member, at: Date): KeptMembership => ({
  tenantId: member.tenantId,
  accountId: member.accountId,
  keptAt: at,
  standing: standingAt(member, at),
});
