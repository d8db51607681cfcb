import { latest } from '../shared/clock.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Member } from './member.js';
import { type MemberEventType, type MemberOutcome, movedMember } from './member-event.js';
import { levelIn, levelReached, type MembershipPolicy } from './membership-policy.js';
import { daysAfter, withPeriod } from './periods.js';
import { type MemberAct, type MemberRefused, permitMember } from './permit.js';

/** Growth that is earned is whole and more than zero. */
export type WrongGrowth = { readonly type: 'WrongGrowth'; readonly given: number };

type Effect = { readonly type: MemberEventType; readonly next: Member };

const raised = (member: Member, growth: number, level: number, policy: MembershipPolicy, now: Date) => {
  const purchases = 'purchases' in member ? member.purchases : [];
  const full = daysAfter(now, policy.periodDays);
  const endsAt = 'period' in member ? latest(full, member.period.during.endsAt) : full;
  return withPeriod(member, { level, during: { startsAt: now, endsAt }, growth, purchases }, policy);
};

/** What `growth` makes of a member: M1, M2 or M4 where it is enough, else only more growth. */
const effectOf = (member: Member, growth: number, policy: MembershipPolicy, now: Date): Effect => {
  const onlyGrown = { type: 'GrowthEarned', next: { ...member, growth } } as const;
  const reached = levelReached(policy, growth)?.level ?? 0;
  switch (member.status) {
    case 'NONE':
    case 'EXPIRED':
    case 'CANCELLED':
      return reached > 0
        ? { type: 'MembershipBegun', next: raised(member, growth, reached, policy, now) }
        : onlyGrown;
    case 'ACTIVE':
      return reached > member.period.level
        ? { type: 'MembershipRaised', next: raised(member, growth, reached, policy, now) }
        : onlyGrown;
    case 'GRACE': {
      const { level } = member.period;
      if (growth < (levelIn(policy, level)?.keepLine ?? Number.POSITIVE_INFINITY)) return onlyGrown;
      const next = raised(member, 0, Math.max(level, reached), policy, now);
      return { type: 'MembershipRegained', next: { ...next, purchases: [] } };
    }
    case 'FROZEN':
      return onlyGrown;
  }
};

/**
 * M1, M2, M4: adds whole growth and draws the consequence at once, by the policy in force. Business is counted once: the
 * store refuses a second `bizId`.
 */
export const earnGrowth = (
  member: Member,
  earned: { readonly bizId: string; readonly growth: number },
  policy: MembershipPolicy,
  act: MemberAct,
): Result<MemberOutcome, MemberRefused | WrongGrowth> => {
  const row = permitMember(member.status, 'earn_growth', act);
  if (!row.ok) return row;
  if (!Number.isSafeInteger(earned.growth) || earned.growth <= 0)
    return err({ type: 'WrongGrowth', given: earned.growth });
  const { type, next } = effectOf(member, member.growth + earned.growth, policy, act.now);
  const level = 'period' in next ? { level: next.period.level } : {};
  const refs = { growth: earned.growth, ...level };
  return ok(movedMember(member, row.value, next, act, { type, bizId: earned.bizId, refs }));
};
