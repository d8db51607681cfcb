import { type Money, zeroFen } from '../shared/money.js';
import { err, ok, type Result } from '../shared/result.js';
import type { EndedMember, Member, MemberInGrace } from './member.js';
import { type MemberOutcome, movedMember } from './member-event.js';
import { levelIn, type MembershipPolicy } from './membership-policy.js';
import { daysAfter, withPeriod } from './periods.js';
import { illegalMove, type MemberAct, type MemberRefused, permitMember } from './permit.js';
import { refundFen } from './refund.js';

/** The period, or the grace after it, lasts until `endsAt`. */
export type PeriodNotOver = { readonly type: 'PeriodNotOver'; readonly endsAt: Date };
/** No plan that was paid for is running: the membership is earned or given (M6). */
export type NothingPaid = { readonly type: 'NothingPaid' };
/** Used benefits are never negative. */
export type WrongBenefits = { readonly type: 'WrongBenefits'; readonly givenFen: number };

const ended = (
  { tenantId, accountId, periods, version }: Member,
  status: EndedMember['status'],
  endedAt: Date,
): EndedMember => ({ status, tenantId, accountId, periods, version, growth: 0, endedAt });

/**
 * M3: a period is over. Growth that reaches the keep line begins the next one without a gap; otherwise the grace begins,
 * counted from the end of the period however late this comes.
 */
export const endPeriod = (
  member: Member,
  policy: MembershipPolicy,
  act: MemberAct,
): Result<MemberOutcome, MemberRefused | PeriodNotOver> => {
  const row = permitMember(member.status, 'end_period', act);
  if (!row.ok) return row;
  if (member.status !== 'ACTIVE') return err(illegalMove(member.status, 'end_period'));
  const { level: present, during, graceDays } = member.period;
  if (act.now < during.endsAt) return err({ type: 'PeriodNotOver', endsAt: during.endsAt });
  const level = levelIn(policy, present);
  if (level && member.growth >= level.keepLine) {
    const next = { startsAt: during.endsAt, endsAt: daysAfter(during.endsAt, policy.periodDays) };
    const kept = { level: level.level, during: next, growth: 0, purchases: [] };
    const told = { type: 'MembershipKept', refs: { level: level.level } } as const;
    return ok(movedMember(member, row.value, withPeriod(member, kept, policy), act, told));
  }
  const graceUntil = daysAfter(during.endsAt, graceDays);
  const next: MemberInGrace = { ...member, status: 'GRACE', graceUntil };
  return ok(movedMember(member, row.value, next, act, { type: 'GraceBegun', refs: { level: present } }));
};

/** M4: the grace is over: a lower level whose keep line the growth reaches, or the end. */
export const endGrace = (
  member: Member,
  policy: MembershipPolicy,
  act: MemberAct,
): Result<MemberOutcome, MemberRefused | PeriodNotOver> => {
  const row = permitMember(member.status, 'end_grace', act);
  if (!row.ok) return row;
  if (member.status !== 'GRACE') return err(illegalMove(member.status, 'end_grace'));
  const { graceUntil, period, growth } = member;
  if (act.now < graceUntil) return err({ type: 'PeriodNotOver', endsAt: graceUntil });
  const lower = policy.levels.findLast(({ level, keepLine }) => level < period.level && keepLine <= growth);
  if (!lower) {
    const next = ended(member, 'EXPIRED', graceUntil);
    return ok(movedMember(member, row.value, next, act, { type: 'MembershipExpired' }));
  }
  const during = { startsAt: graceUntil, endsAt: daysAfter(graceUntil, policy.periodDays) };
  const lowered = { level: lower.level, during, growth: 0, purchases: [] };
  const told = { type: 'MembershipLowered', refs: { level: lower.level } } as const;
  return ok(movedMember(member, row.value, withPeriod(member, lowered, policy), act, told));
};

/**
 * M6: the member gives up a paid plan. The event's `refundFen` is what unused days are worth less `usedBenefitsFen`, exact
 * and never negative.
 */
export const cancelMembership = (
  member: Member,
  { usedBenefitsFen }: { readonly usedBenefitsFen: Money },
  act: MemberAct,
): Result<MemberOutcome<EndedMember>, MemberRefused | NothingPaid | WrongBenefits> => {
  const row = permitMember(member.status, 'cancel', act);
  if (!row.ok) return row;
  if (member.status !== 'ACTIVE') return err(illegalMove(member.status, 'cancel'));
  if (usedBenefitsFen < zeroFen) return err({ type: 'WrongBenefits', givenFen: usedBenefitsFen });
  if (!member.purchases.some(({ during }) => act.now < during.endsAt)) return err({ type: 'NothingPaid' });
  const back = refundFen(member.purchases, usedBenefitsFen, act.now);
  const next = ended(member, 'CANCELLED', act.now);
  const told = { type: 'MembershipCancelled', refs: { refundFen: back } } as const;
  return ok(movedMember(member, row.value, next, act, told));
};
