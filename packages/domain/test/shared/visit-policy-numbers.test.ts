import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import { checkNumbers, numbersAt } from '@banzhen/domain/shared/policy-numbers';
import type { Draft } from '@banzhen/domain/shared/publishing';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import { visitPolicyNumbers } from '@banzhen/domain/shared/visit-policy-numbers';
import { describe, expect, it } from 'vitest';
import { leavesOf, withNumber } from './policy-drafts.js';

const { version: _, ...draft } = defaultVisitPolicy;
const { fields } = visitPolicyNumbers;
const check = (policy: Draft<VisitPolicy>) => checkNumbers(visitPolicyNumbers, policy);

describe('the numbers of escort orders', () => {
  it('are all among the fields, each at its place', () => {
    const places = fields.flatMap((field) => [...numbersAt(draft, field).keys()]);
    expect(new Set(places)).toEqual(new Set(leavesOf(draft)));
    expect(places).toHaveLength(leavesOf(draft).length);
  });

  it('say what they count as their names do', () => {
    const unitOf = (at: string) => {
      if (/Fen$/.test(at)) return 'fen';
      if (/MinuteOfDay$/.test(at)) return 'minute-of-day';
      return /(?:urcharge|efund|Share|shareOfFee|ShareOfFee|commission|tax)$/.test(at)
        ? 'basis-points'
        : 'plain';
    };
    expect(fields.map(({ at, unit }) => [at, unit])).toEqual(fields.map(({ at }) => [at, unitOf(at)]));
  });

  it('are right as they are', () => {
    expect(check(draft)).toEqual({ ok: true, value: draft });
  });

  const places = fields.flatMap((field) =>
    [...numbersAt(draft, field).keys()].map((at) => [at, field] as const),
  );
  it.each(places)('%s is whole and between its bounds', (at, { least, most }) => {
    const faultOf = (number: number) => {
      const checked = check(withNumber(draft, at, number));
      return checked.ok ? undefined : checked.error;
    };
    const wrong = { type: 'WrongPolicyNumber', at, least, most };
    expect(faultOf(least + 0.5)).toEqual({ ...wrong, why: 'not-whole' });
    expect(faultOf(least - 1)).toEqual({ ...wrong, why: 'out-of-range' });
    expect(faultOf(most + 1)).toEqual({ ...wrong, why: 'out-of-range' });
    for (const number of [least, most]) expect([undefined, 'out-of-order']).toContain(faultOf(number)?.why);
  });

  it.each([
    ['cancellation.tiers.0.hoursBefore', 4, 'cancellation.tiers.0.hoursBefore'],
    ['cancellation.tiers.1.hoursBefore', 24, 'cancellation.tiers.0.hoursBefore'],
    ['cancellation.tiers.2.hoursBefore', 1, 'cancellation.tiers.2.hoursBefore'],
    ['cancellation.tiers.0.refund', 8_999, 'cancellation.tiers.1.refund'],
    ['offers.lifetimes.1.withinHours', 3, 'offers.lifetimes.1.withinHours'],
    ['offers.lifetimes.0.minutes', 6, 'offers.lifetimes.1.minutes'],
    ['offers.longestMinutes', 4, 'offers.lifetimes.1.minutes'],
    ['noShow.escortAlarmMinutes.1', -30, 'noShow.escortAlarmMinutes.1'],
    ['time.longestOvertimeMinutes', 29, 'time.longestOvertimeMinutes'],
    ['duty.minutesPerWeek', 719, 'duty.minutesPerWeek'],
    ['unmatched.minutesBefore', 119, 'unmatched.sameDayMinutesBefore'],
    ['settlement.commission', 9_901, 'settlement.tax'],
  ] as const)('%s of %d contradicts another number', (at, number, where) => {
    expect(check(withNumber(draft, at, number))).toMatchObject({ error: { at: where, why: 'out-of-order' } });
  });

  it('have as many rows as rules need, and one at least where one is needed', () => {
    const tier = { hoursBefore: 0, refund: 0 };
    const tiers = (count: number) =>
      Array.from({ length: count }, (__, index) => ({ ...tier, hoursBefore: count - 1 - index }));
    const withTiers = (count: number) =>
      check({ ...draft, cancellation: { ...draft.cancellation, tiers: tiers(count) } });
    expect([1, 6].map((count) => withTiers(count).ok)).toEqual([true, true]);
    for (const count of [0, 7])
      expect(withTiers(count)).toMatchObject({ error: { at: 'cancellation.tiers', why: 'wrong-length' } });
    expect(check({ ...draft, offers: { ...draft.offers, lifetimes: [] } }).ok).toBe(true);
    expect(check({ ...draft, noShow: { ...draft.noShow, escortAlarmMinutes: [] } })).toMatchObject({
      error: { at: 'noShow.escortAlarmMinutes', why: 'wrong-length', least: 1, most: 6 },
    });
  });
});
