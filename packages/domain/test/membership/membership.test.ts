import {
  type ActiveMember,
  buyPlan,
  cancelMembership,
  earnGrowth,
  earningsOf,
  endGrace,
  endPeriod,
  freezeMembership,
  giveMembership,
  type Member,
  resumeMembership,
  unusedFen,
} from '@banzhen/domain/membership';
import { fen } from '@banzhen/domain/shared/money';
import { err } from '@banzhen/domain/shared/result';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { as, day, did, gold, nobodyYet, paymentId, policy } from './membership-scene.js';

const grown = (member: Member, growth: number, on: number) =>
  did(earnGrowth(member, { bizId: `order ${on}`, growth }, policy, as('SYS', on)));
const running = (member: Member): ActiveMember => {
  if (member.status !== 'ACTIVE') throw new Error(`it is ${member.status}`);
  return member;
};
const bought = (member: Member, planCode: string, on: number) =>
  did(buyPlan(member, { planCode, paymentId }, policy, as('PSP', on)));

describe('growth', () => {
  it('makes a member at the threshold, raises at once, and keeps the growth (M1, M2)', () => {
    const almost = grown(nobodyYet, 499, 0).member;
    expect(almost).toMatchObject({ status: 'NONE', growth: 499, version: 1 });
    const silver = running(grown(almost, 1, 1).member);
    expect(silver.period).toMatchObject({ no: 1, level: 1, during: { startsAt: day(1), endsAt: day(366) } });
    const { member, event } = grown(silver, 7_500, 2);
    expect(running(member)).toMatchObject({ growth: 8_000, periods: 2, period: { no: 2, level: 3 } });
    expect(event).toMatchObject({ type: 'MembershipRaised', row: 'M2', refs: { level: 3, growth: 7_500 } });
  });

  it('beyond the threshold of the present level only adds up', () => {
    const silver = running(grown(nobodyYet, 500, 0).member);
    const { member, event } = grown(silver, 100, 3);
    expect(member).toEqual({ ...silver, growth: 600, version: 2 });
    expect(event.type).toBe('GrowthEarned');
  });

  it('is whole and more than nothing', () => {
    for (const growth of [0, -1, 0.5])
      expect(earnGrowth(nobodyYet, { bizId: 'x', growth }, policy, as('SYS', 0))).toEqual(
        err({ type: 'WrongGrowth', given: growth }),
      );
  });

  it('comes with points from whole yuan that were paid', () => {
    expect(earningsOf(policy, fen(199_99))).toEqual({ growth: 199, points: 199 });
    expect(earningsOf(policy, fen(-5_00))).toEqual({ growth: 0, points: 0 });
  });
});

describe('the end of a period', () => {
  const silver = running(grown(nobodyYet, 500, 0).member);

  it('is not before its instant (M3)', () => {
    expect(endPeriod(silver, policy, as('SYS', 364.9))).toEqual(
      err({ type: 'PeriodNotOver', endsAt: day(365) }),
    );
  });

  it('begins the next one without a gap where the growth reaches the keep line, and the growth anew', () => {
    const justEnough = { ...silver, growth: 300 };
    const { member, event } = did(endPeriod(justEnough, policy, as('SYS', 370)));
    expect(running(member)).toMatchObject({
      growth: 0,
      period: { no: 2, level: 1, during: { startsAt: day(365), endsAt: day(730) } },
    });
    expect(event.type).toBe('MembershipKept');
  });

  it('begins a grace of 30 days otherwise, however late the timer comes', () => {
    const { member } = did(endPeriod({ ...silver, growth: 299 }, policy, as('SYS', 371)));
    expect(member).toMatchObject({ status: 'GRACE', graceUntil: day(395), growth: 299 });
  });

  it('is won back in the grace by growth or by a plan (M4)', () => {
    const { member: late } = did(endPeriod({ ...silver, growth: 299 }, policy, as('SYS', 365)));
    expect(grown(late, 1, 380)).toMatchObject({
      member: { status: 'ACTIVE', growth: 0, period: { level: 1, no: 2 } },
      event: { type: 'MembershipRegained', row: 'M4' },
    });
    expect(bought(late, 'gold-year', 380).member).toMatchObject({
      status: 'ACTIVE',
      period: { level: 2, during: { startsAt: day(380), endsAt: day(745) } },
    });
  });

  it('leaves plans behind: what goes on by growth was not paid for', () => {
    const kept = did(endPeriod({ ...gold, growth: 1_500 }, policy, as('SYS', 90))).member;
    const late = did(endPeriod(gold, policy, as('SYS', 90))).member;
    for (const member of [kept, grown(late, 1_500, 91).member])
      expect(running(member)).toMatchObject({ purchases: [], growth: 0, period: { no: 2, level: 2 } });
  });

  it('leads to a lower level that the growth keeps, or to the end (M4)', () => {
    const inGrace = { ...gold, status: 'GRACE', graceUntil: day(120) } as const;
    expect(endGrace(inGrace, policy, as('SYS', 119))).toEqual(
      err({ type: 'PeriodNotOver', endsAt: day(120) }),
    );
    expect(did(endGrace({ ...inGrace, growth: 300 }, policy, as('SYS', 121))).member).toMatchObject({
      status: 'ACTIVE',
      growth: 0,
      purchases: [],
      period: { level: 1, during: { startsAt: day(120) } },
    });
    expect(did(endGrace({ ...inGrace, growth: 299 }, policy, as('SYS', 121))).member).toEqual({
      status: 'EXPIRED',
      tenantId: gold.tenantId,
      accountId: gold.accountId,
      growth: 0,
      periods: 1,
      version: 2,
      endedAt: day(120),
    });
  });
});

describe('a plan', () => {
  it('is bought while it is open and not below the level', () => {
    const closed = { ...policy, plans: policy.plans.map((plan) => ({ ...plan, isOpen: false })) };
    const buy = { planCode: 'gold-year', paymentId };
    expect(buyPlan(nobodyYet, buy, closed, as('PSP', 0))).toEqual(
      err({ type: 'PlanClosed', planCode: 'gold-year' }),
    );
    const diamond = bought(nobodyYet, 'diamond-year', 0).member;
    expect(buyPlan(diamond, buy, policy, as('PSP', 1))).toEqual(err({ type: 'PlanBelowLevel', level: 3 }));
  });

  it('of the same level follows the present days in the same period, under the version it is sold with', () => {
    const next = { ...policy, version: 2 };
    const { member } = did(buyPlan(gold, { planCode: 'gold-quarter', paymentId }, next, as('PSP', 30)));
    expect(member.period).toMatchObject({
      no: 1,
      policyVersion: 2,
      during: { startsAt: day(0), endsAt: day(180) },
    });
    expect(member.purchases.map(({ during }) => during.startsAt)).toEqual([day(0), day(90)]);
  });

  it('begins on the day that it is bought where the period is over and no timer has come', () => {
    expect(bought(gold, 'gold-quarter', 100)).toMatchObject({
      member: { period: { no: 2, during: { startsAt: day(100), endsAt: day(190) } } },
      event: { type: 'MembershipRegained' },
    });
  });

  it('of a higher level begins at once and gives back what was paid for unused days', () => {
    const { member, event } = bought(gold, 'diamond-year', 30);
    expect(member.period).toMatchObject({ no: 2, level: 3, during: { startsAt: day(30), endsAt: day(395) } });
    expect(event.refs.refundFen).toBe(66_00);
    expect(member.purchases).toHaveLength(1);
  });

  it('is given for a cause, to a level that there is, for days that there are', () => {
    const gift = (level: number, days: number) =>
      giveMembership(nobodyYet, { bizId: 'g', level, days }, policy, as('D', 0, 'goodwill'));
    expect(gift(4, 30)).toEqual(err({ type: 'UnknownLevel', level: 4 }));
    for (const days of [0, 1.5, 366]) expect(gift(1, days)).toEqual(err({ type: 'WrongDays', given: days }));
    expect(did(gift(1, 30))).toMatchObject({
      member: { status: 'ACTIVE', purchases: [], period: { during: { endsAt: day(30) } } },
      event: { cause: 'goodwill', bizId: 'g' },
    });
  });
});

describe('freezing', () => {
  it('stops the clock of period, purchases and grace (M5)', () => {
    const renewed = bought(gold, 'gold-quarter', 1).member;
    const frozen = did(freezeMembership(renewed, as('D', 30, 'request'))).member;
    const { member } = did(resumeMembership(frozen, as('SYS', 50)));
    expect(member).toMatchObject({
      status: 'ACTIVE',
      period: { no: 1, during: { startsAt: day(20), endsAt: day(200) } },
    });
    expect(member.purchases.map(({ during }) => [during.startsAt, during.endsAt])).toEqual([
      [day(0), day(110)],
      [day(110), day(200)],
    ]);
    expect(unusedFen(member.purchases, day(50))).toBe(unusedFen(renewed.purchases, day(30)));
    // Asked of an earlier instant, the days that it was frozen are not worth anything either.
    expect(unusedFen(member.purchases, day(0))).toBe(198_00);
    const inGrace = { ...gold, status: 'GRACE', graceUntil: day(120) } as const;
    const rested = did(freezeMembership(inGrace, as('SYS', 100, 'sanction'))).member;
    expect(did(resumeMembership(rested, as('D', 105, 'correction'))).member).toMatchObject({
      status: 'GRACE',
      graceUntil: day(125),
    });
  });
});

describe('cancelling a paid plan (M6)', () => {
  const cancelled = (member: Member, usedFen: number, on: number) =>
    cancelMembership(member, { usedBenefitsFen: fen(usedFen) }, as('U', on));

  it.each([
    [0, 0, 99_00],
    [0.1, 0, 97_90],
    [30, 0, 66_00],
    [30, 10_00, 56_00],
    [30, 80_00, 0],
    [89.5, 0, 0],
  ])('after %s days with %s fen of benefits gives %s fen back', (on, used, back) => {
    const { member, event } = did(cancelled(gold, used, on));
    expect(member).toMatchObject({ status: 'CANCELLED', endedAt: day(on), growth: 0 });
    expect(event.refs.refundFen).toBe(back);
  });

  it('is for what was paid, and benefits are never negative', () => {
    const earned = running(grown(nobodyYet, 500, 0).member);
    expect(cancelled(earned, 0, 1)).toEqual(err({ type: 'NothingPaid' }));
    const raised = grown(gold, 8_000, 1).member;
    expect(cancelled(raised, 0, 89)).toMatchObject({ ok: true });
    expect(cancelled(raised, 0, 90)).toEqual(err({ type: 'NothingPaid' }));
    expect(cancelled(gold, -1, 1)).toEqual(err({ type: 'WrongBenefits', givenFen: -1 }));
  });

  it('never gives back more than was paid, nor more on a later day, whatever was bought and frozen', () => {
    const days = fc.double({ min: 0, max: 400, noNaN: true });
    fc.assert(
      fc.property(fc.nat(3), days, days, days, (renewals, frozenOn, restedDays, later) => {
        let member = running(gold);
        for (let count = 0; count < renewals; count += 1) member = bought(member, 'gold-year', 0).member;
        const paid = member.purchases.reduce((sum, { priceFen }) => sum + priceFen, 0);
        const atFreeze = unusedFen(member.purchases, day(frozenOn));
        const frozen = did(freezeMembership(member, as('D', frozenOn, 'request'))).member;
        const resumed = did(resumeMembership(frozen, as('SYS', frozenOn + restedDays))).member;
        const afterwards = unusedFen(resumed.purchases, day(frozenOn + restedDays));
        expect(afterwards).toBeLessThanOrEqual(paid);
        expect(Math.abs(afterwards - atFreeze)).toBeLessThanOrEqual(111);
        expect(unusedFen(resumed.purchases, day(frozenOn + restedDays + later))).toBeLessThanOrEqual(
          afterwards,
        );
      }),
    );
  });

  it('ends what it ends: a new plan begins another period', () => {
    const { member } = did(cancelled(gold, 0, 10));
    expect(bought(member, 'gold-quarter', 11).member).toMatchObject({ status: 'ACTIVE', period: { no: 2 } });
  });
});
