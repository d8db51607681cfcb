import {
  type ActiveMember,
  buyPlan,
  defaultMembershipPolicy,
  type Member,
  type MemberAct,
  type MemberCommand,
  type MemberStatus,
  newMember,
} from '@banzhen/domain/membership';
import type { Capacity } from '@banzhen/domain/shared/actor';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { type AccountId, idFrom, type PaymentId, type TenantId } from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';

export const policy = defaultMembershipPolicy;
export const start = new Date('2030-01-07T02:00:00Z');
export const day = (days: number): Date => new Date(start.getTime() + days * DAY_MS);
export const as = (capacity: Capacity, days: number, cause?: MemberAct['cause']): MemberAct => ({
  now: day(days),
  by: { as: capacity },
  ...(cause ? { cause } : {}),
});
export const paymentId = idFrom<PaymentId>('00000000-0000-7000-8000-000000000009');

export const nobodyYet = newMember(
  idFrom<TenantId>('00000000-0000-7000-8000-000000000001'),
  idFrom<AccountId>('00000000-0000-7000-8000-000000000002'),
);

export const did = <T, E>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

/** A gold member of ninety days from day 0. */
export const gold: ActiveMember = did(
  buyPlan(nobodyYet, { planCode: 'gold-quarter', paymentId }, policy, as('PSP', 0)),
).member;

/** A member in each state, ready for every command that the state allows. */
export const memberIn = (status: MemberStatus): Member => {
  switch (status) {
    case 'NONE':
      return nobodyYet;
    case 'ACTIVE':
      return gold;
    case 'GRACE':
      return { ...gold, status, graceUntil: day(120) };
    case 'FROZEN':
      return { ...gold, status, frozenAt: day(10) };
    case 'EXPIRED':
    case 'CANCELLED': {
      const { tenantId, accountId, growth, periods, version } = gold;
      return { status, tenantId, accountId, growth, periods, version, endedAt: day(90) };
    }
  }
};

/** When each command may be given to `memberIn`. */
export const rightDay: Record<MemberCommand, number> = {
  earn_growth: 20,
  buy_plan: 20,
  give: 20,
  end_period: 90,
  end_grace: 120,
  freeze: 20,
  resume: 20,
  cancel: 20,
};
