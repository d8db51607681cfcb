import {
  checkNumbers,
  numberChanges,
  numbersAt,
  type PolicyNumbers,
} from '@banzhen/domain/shared/policy-numbers';
import { describe, expect, it } from 'vitest';

type Rules = {
  readonly wait: { readonly minutes: number };
  readonly tiers: readonly { readonly hours: number; readonly refund: number }[];
  readonly alarms: readonly number[];
};

const numbers: PolicyNumbers<Rules> = {
  fields: [
    { at: 'wait.minutes', least: 1, most: 60, unit: 'plain' },
    { at: 'tiers.*.hours', least: 0, most: 72, unit: 'plain' },
    { at: 'tiers.*.refund', least: 0, most: 10_000, unit: 'basis-points' },
    { at: 'alarms.*', least: -60, most: 60, unit: 'plain' },
  ],
  lists: [{ at: 'tiers', least: 1, most: 2 }],
  boundsWithin: ({ tiers, wait }) => ({
    'alarms.0': { most: wait.minutes },
    ...(tiers[0] ? { 'tiers.1.hours': { most: tiers[0].hours - 1 } } : {}),
  }),
};
const rules: Rules = {
  wait: { minutes: 5 },
  tiers: [
    { hours: 24, refund: 10_000 },
    { hours: 4, refund: 9_000 },
  ],
  alarms: [-30, 15],
};
const wrong = (at: string, why: string, least: number, most: number) => ({
  ok: false,
  error: { type: 'WrongPolicyNumber', at, why, least, most },
});

describe('numbers of a policy', () => {
  it('are found at their places, those of a list for each of its entries', () => {
    const [wait, hours, , alarms] = numbers.fields;
    if (!wait || !hours || !alarms) throw new Error('four fields are expected');
    expect([...numbersAt(rules, wait)]).toEqual([['wait.minutes', 5]]);
    expect([...numbersAt(rules, hours)]).toEqual([
      ['tiers.0.hours', 24],
      ['tiers.1.hours', 4],
    ]);
    expect([...numbersAt(rules, alarms)]).toEqual([
      ['alarms.0', -30],
      ['alarms.1', 15],
    ]);
  });

  it('are right between their bounds, in lists of a right length', () => {
    expect(checkNumbers(numbers, rules)).toEqual({ ok: true, value: rules });
    expect(checkNumbers(numbers, { ...rules, alarms: [] }).ok).toBe(true);
  });

  it.each([
    ['a list that is too short', { tiers: [] }, wrong('tiers', 'wrong-length', 1, 2)],
    [
      'a list that is too long',
      { tiers: [...rules.tiers, { hours: 0, refund: 0 }] },
      wrong('tiers', 'wrong-length', 1, 2),
    ],
    ['half a minute', { wait: { minutes: 1.5 } }, wrong('wait.minutes', 'not-whole', 1, 60)],
    ['nothing', { wait: { minutes: Number.NaN } }, wrong('wait.minutes', 'not-whole', 1, 60)],
    ['an entry out of its bounds', { alarms: [-30, 61] }, wrong('alarms.1', 'out-of-range', -60, 60)],
    [
      'an entry that contradicts another',
      { tiers: [rules.tiers[1], rules.tiers[0]] },
      wrong('tiers.1.hours', 'out-of-order', 0, 3),
    ],
    ['an entry that contradicts a number', { alarms: [6] }, wrong('alarms.0', 'out-of-order', -60, 5)],
  ])('refuse %s', (_, changed, answer) => {
    expect(checkNumbers(numbers, { ...rules, ...changed } as Rules)).toEqual(answer);
  });

  it('that differ are told in the order of the fields, also where a list is longer or shorter', () => {
    const after: Rules = {
      wait: { minutes: 6 },
      tiers: [{ hours: 24, refund: 9_500 }],
      alarms: [-30, 15, 20],
    };
    expect(numberChanges(numbers, rules, after)).toEqual([
      { at: 'wait.minutes', before: 5, after: 6 },
      { at: 'tiers.1.hours', before: 4 },
      { at: 'tiers.0.refund', before: 10_000, after: 9_500 },
      { at: 'tiers.1.refund', before: 9_000 },
      { at: 'alarms.2', after: 20 },
    ]);
    expect(numberChanges(numbers, rules, rules)).toEqual([]);
  });
});
