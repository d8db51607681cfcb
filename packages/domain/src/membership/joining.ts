import type { PaymentId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import type { ActiveMember, Member, Purchase } from './member.js';
import { type MemberOutcome, movedMember } from './member-event.js';
import type { MembershipPolicy, PaidPlan } from './membership-policy.js';
import { daysAfter, withPeriod } from './periods.js';
import { type MemberAct, type MemberRefused, permitMember } from './permit.js';
import { unusedFen } from './refund.js';

/** Nobody can buy it: it is closed or there is none of that code (M1). */
export type PlanClosed = { readonly type: 'PlanClosed'; readonly planCode: string };
/** The member has a higher level already. */
export type PlanBelowLevel = { readonly type: 'PlanBelowLevel'; readonly level: number };
/** The policy in force has no such level. */
export type UnknownLevel = { readonly type: 'UnknownLevel'; readonly level: number };
/** A gift lasts at least a day and no longer than a period. */
export type WrongDays = { readonly type: 'WrongDays'; readonly given: number };

type Bought = { readonly planCode: string; readonly paymentId: PaymentId };

const purchaseOf = ({ code, priceFen, days }: PaidPlan, paymentId: PaymentId, startsAt: Date): Purchase => ({
  planCode: code,
  paymentId,
  priceFen,
  days,
  during: { startsAt, endsAt: daysAfter(startsAt, days) },
});

/** The same level once more: its days follow the present ones, under the version that they were sold with. */
const renewed = (
  member: ActiveMember,
  plan: PaidPlan,
  paymentId: PaymentId,
  { version, graceDays }: MembershipPolicy,
): ActiveMember => {
  const purchase = purchaseOf(plan, paymentId, member.period.during.endsAt);
  const during = { ...member.period.during, endsAt: purchase.during.endsAt };
  return {
    ...member,
    period: { ...member.period, during, policyVersion: version, graceDays },
    purchases: [...member.purchases, purchase],
  };
};

/** The member while the period lasts by the clock: one that is over begins anew, whether its timer has come or not. */
const runningAt = (member: Member, now: Date): ActiveMember | undefined =>
  member.status === 'ACTIVE' && now < member.period.during.endsAt ? member : undefined;

/**
 * M1, M2, M4: a plan that is paid for. A higher level begins at once, and what was paid for unused days of a lower plan goes
 * back (`refundFen` of the event); the same level is added to the end of the period.
 */
export const buyPlan = (
  member: Member,
  { planCode, paymentId }: Bought,
  policy: MembershipPolicy,
  act: MemberAct,
): Result<MemberOutcome<ActiveMember>, MemberRefused | PlanClosed | PlanBelowLevel> => {
  const row = permitMember(member.status, 'buy_plan', act);
  if (!row.ok) return row;
  const plan = policy.plans.find(({ code, isOpen }) => code === planCode && isOpen);
  if (!plan) return err({ type: 'PlanClosed', planCode });
  const { level } = plan;
  const refs = { level, planCode, paymentId };
  const told = { bizId: paymentId, refs };

  const running = runningAt(member, act.now);
  if (running && level < running.period.level)
    return err({ type: 'PlanBelowLevel', level: running.period.level });
  if (running && level === running.period.level) {
    const next = renewed(running, plan, paymentId, policy);
    return ok(movedMember(member, row.value, next, act, { type: 'MembershipRenewed', ...told }));
  }
  const purchase = purchaseOf(plan, paymentId, act.now);
  const beginning = { level, during: purchase.during, growth: member.growth, purchases: [purchase] };
  const next = withPeriod(member, beginning, policy);
  if (!running) {
    const type = 'period' in member ? 'MembershipRegained' : 'MembershipBegun';
    return ok(movedMember(member, row.value, next, act, { type, ...told }));
  }
  const credit = unusedFen(running.purchases, act.now);
  const withCredit = { ...told, refs: credit > 0 ? { ...refs, refundFen: credit } : refs };
  return ok(movedMember(member, row.value, next, act, { type: 'MembershipRaised', ...withCredit }));
};

type Gift = { readonly bizId: string; readonly level: number; readonly days: number };

/** M1: staff give a membership to somebody who has none, for a cause and a number of days. */
export const giveMembership = (
  member: Member,
  { bizId, level, days }: Gift,
  policy: MembershipPolicy,
  act: MemberAct,
): Result<MemberOutcome<ActiveMember>, MemberRefused | UnknownLevel | WrongDays> => {
  const row = permitMember(member.status, 'give', act);
  if (!row.ok) return row;
  if (!policy.levels.some((one) => one.level === level)) return err({ type: 'UnknownLevel', level });
  if (!Number.isSafeInteger(days) || days <= 0 || days > policy.periodDays)
    return err({ type: 'WrongDays', given: days });
  const during = { startsAt: act.now, endsAt: daysAfter(act.now, days) };
  const next = withPeriod(member, { level, during, growth: member.growth, purchases: [] }, policy);
  return ok(movedMember(member, row.value, next, act, { type: 'MembershipBegun', bizId, refs: { level } }));
};
