import type { NumberFieldDto } from '@banzhen/contracts';
import { describe, expect, test } from 'vitest';
import * as draft from '../src/shared/rules/numbers/numbers.js';

const field = (at: string, unit: NumberFieldDto['unit'] = 'plain', least = 0): NumberFieldDto => ({
  ...{ at, least, most: 10_000, unit },
});
const fields = [
  field('wait.minutes'),
  field('tiers.*.hours'),
  field('tiers.*.refund', 'basis-points', 5),
  field('alarms.*', 'plain', -60),
];
const [tiers, alarms] = [
  { at: 'tiers', least: 1, most: 3 },
  { at: 'alarms', least: 0, most: 3 },
];
const numbers = { wait: { minutes: 5 }, tiers: [{ hours: 24, refund: 10_000 }], alarms: [] as number[] };

describe('numbers that are being written', () => {
  test('are changed at their places, and nothing else is, nor what they were made of', () => {
    expect(draft.withNumberAt(numbers, 'wait.minutes', 6)).toEqual({ ...numbers, wait: { minutes: 6 } });
    const changed = draft.withNumberAt(numbers, 'tiers.0.refund', 1);
    expect(changed).toEqual({ ...numbers, tiers: [{ hours: 24, refund: 1 }] });
    expect(draft.numberAt(changed, 'tiers.0.refund')).toBe(1);
    expect(draft.numberAt(numbers, 'tiers.0.refund')).toBe(10_000);
    expect(() => draft.numberAt(numbers, 'tiers.1.refund')).toThrow();
    expect(() => draft.withNumberAt(numbers, 'nowhere.at.all', 1)).toThrow();
  });

  test('get rows like the last one, a first one at its least, and lose the one that is removed', () => {
    const two = draft.withRowAdded(numbers, tiers, fields);
    expect(two.tiers).toEqual([...numbers.tiers, ...numbers.tiers]);
    const changed = draft.withNumberAt(two, 'tiers.1.hours', 4);
    expect(changed.tiers.map(({ hours }) => hours)).toEqual([24, 4]);
    expect(draft.withoutRow(changed, tiers, 0).tiers).toEqual([{ hours: 4, refund: 10_000 }]);
    const none = draft.withoutRow(numbers, tiers, 0);
    expect(draft.lengthOf(none, tiers)).toBe(0);
    expect(draft.withRowAdded(none, tiers, fields).tiers).toEqual([{ hours: 0, refund: 5 }]);
    expect(draft.withRowAdded(numbers, alarms, fields).alarms).toEqual([-60]);
  });

  test('stand in their groups, and what a console does not know yet comes last', () => {
    const shown = draft.grouped(fields, [
      ['waiting', ['wait.']],
      ['money', ['tiers.']],
      ['empty', ['nothing.']],
    ]);
    expect(shown.map(([group, those]) => [group, those.map(({ at }) => at)])).toEqual([
      ['waiting', ['wait.minutes']],
      ['money', ['tiers.*.hours', 'tiers.*.refund']],
      ['other', ['alarms.*']],
    ]);
    expect(draft.singleFields(fields).map(({ at }) => at)).toEqual(['wait.minutes']);
    expect(draft.listsOf(fields.slice(0, 2), [tiers, alarms])).toEqual([tiers]);
  });

  test('are named by their field and their row', () => {
    expect(['wait.minutes', 'tiers.11.refund', 'alarms.0'].map(draft.fieldPlaceOf)).toEqual([
      ...['wait.minutes', 'tiers.*.refund', 'alarms.*'],
    ]);
    expect(['wait.minutes', 'tiers.11.refund', 'alarms.0'].map(draft.rowOf)).toEqual([undefined, 12, 1]);
  });

  test.each([
    ['plain', 90, '90'],
    ['plain', -30, '-30'],
    ['fen', 75_50, '¥75.50'],
    ['basis-points', 2_250, '22.5%'],
    ['minute-of-day', 1_320, '22:00'],
    ['minute-of-day', -1, ''],
  ] as const)('%s: %d is read as %s', (unit, number, text) => {
    expect(draft.shownNumber(unit, number)).toBe(text);
  });
});
