import {
  buyPlan,
  cancelMembership,
  earnGrowth,
  endGrace,
  endPeriod,
  freezeMembership,
  giveMembership,
  type Member,
  type MemberCommand,
  type MemberEvent,
  type MemberOutcome,
  privilege,
  resumeMembership,
  standingAt,
  unusedFen,
} from '@banzhen/domain/membership';
import { zeroFen } from '@banzhen/domain/shared/money';
import type { Result } from '@banzhen/domain/shared/result';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { as, day, nobodyYet, paymentId, policy } from './membership-scene.js';

type Step = {
  readonly command: MemberCommand;
  readonly daysLater: number;
  readonly growth: number;
  readonly planCode: string;
};

const step: fc.Arbitrary<Step> = fc.record({
  command: fc.constantFrom<MemberCommand>(
    'earn_growth',
    'buy_plan',
    'give',
    'end_period',
    'end_grace',
    'freeze',
    'resume',
    'cancel',
  ),
  daysLater: fc.integer({ min: 0, max: 120 }),
  growth: fc.integer({ min: 1, max: 3_000 }),
  planCode: fc.constantFrom(...policy.plans.map(({ code }) => code)),
});

const attempt = (
  member: Member,
  { command, growth, planCode }: Step,
  today: number,
): Result<MemberOutcome, unknown> => {
  const acts: Record<MemberCommand, () => Result<MemberOutcome, unknown>> = {
    earn_growth: () => earnGrowth(member, { bizId: `${today}`, growth }, policy, as('SYS', today)),
    buy_plan: () => buyPlan(member, { planCode, paymentId }, policy, as('PSP', today)),
    give: () =>
      giveMembership(member, { bizId: `${today}`, level: 1, days: 30 }, policy, as('D', today, 'campaign')),
    end_period: () => endPeriod(member, policy, as('SYS', today)),
    end_grace: () => endGrace(member, policy, as('SYS', today)),
    freeze: () => freezeMembership(member, as('D', today, 'request')),
    resume: () => resumeMembership(member, as('SYS', today)),
    cancel: () => cancelMembership(member, { usedBenefitsFen: zeroFen }, as('U', today)),
  };
  return acts[command]();
};

type Life = { readonly member: Member; readonly events: readonly MemberEvent[]; readonly today: number };

const live = (steps: readonly Step[], check: (before: Life, after: Life) => void): Life => {
  let life: Life = { member: nobodyYet, events: [], today: 0 };
  for (const one of steps) {
    const today = life.today + one.daysLater;
    const answer = attempt(life.member, one, today);
    const after = answer.ok
      ? { today, member: answer.value.member, events: life.events.concat(answer.value.event) }
      : { ...life, today };
    check(life, after);
    life = after;
  }
  return life;
};

const lives = (check: (before: Life, after: Life) => void): void =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      live(steps, check);
    }),
    { numRuns: 300 },
  );

describe('any life of a membership', () => {
  it('counts versions and periods, and tells one event for each version', () => {
    lives(({ member: before }, { member, events }) => {
      expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
      expect(member.version).toBe(events.length);
      expect(member.periods).toBeGreaterThanOrEqual(before.periods);
      if ('period' in member) {
        expect(member.period.no).toBe(member.periods);
        expect(member.period.during.startsAt < member.period.during.endsAt).toBe(true);
      }
    });
  });

  it('answers privileges exactly while the clock says that there are some', () => {
    lives((_, { member, today }) => {
      const { kind } = standingAt(member, day(today));
      const answer = privilege({ member, policy }, 'discount_bp', day(today));
      expect(answer.ok).toBe(kind === 'active' || kind === 'grace');
      const early = privilege({ member, policy }, 'early_window_minutes', day(today));
      expect(early.ok).toBe(kind === 'active');
    });
  });

  it('gives back no more than was paid', () => {
    lives((_, { member, events, today }) => {
      const prices = new Map(policy.plans.map(({ code, priceFen }) => [code, priceFen]));
      const paid = events.reduce((sum, { refs }) => sum + (prices.get(refs.planCode ?? '') ?? 0), 0);
      const back = events.reduce((sum, { refs }) => sum + (refs.refundFen ?? 0), 0);
      const open = 'purchases' in member ? unusedFen(member.purchases, day(today)) : 0;
      expect(back + open).toBeLessThanOrEqual(paid);
    });
  });
});
