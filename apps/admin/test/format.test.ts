import { describe, expect, test } from 'vitest';
import {
  dayOf,
  formatClock,
  formatDay,
  formatExactClock,
  formatFen,
  formatHundredths,
  formatInstant,
  formatStretch,
  instantOf,
  remainingParts,
  wallTimeOf,
} from '../src/shared/format.js';

const beijing = 'Asia/Shanghai';
const morning = '2026-11-23T00:30:00.000Z';
const lateEvening = '2026-11-22T16:30:00.000Z';
const in2026 = Date.parse('2026-11-21T00:00:00Z');

describe('money', () => {
  test('is shown exactly, with groups and a real minus sign', () => {
    expect([0, 5, 99, 100, 123_456, 100_000_000, -29_800].map(formatFen)).toEqual([
      '¥0.00',
      '¥0.05',
      '¥0.99',
      '¥1.00',
      '¥1,234.56',
      '¥1,000,000.00',
      '−¥298.00',
    ]);
  });

  test('survives the largest whole number', () => {
    expect(formatFen(Number.MAX_SAFE_INTEGER)).toBe('¥90,071,992,547,409.91');
  });
});

describe('time', () => {
  test('is that of the place, whatever the zone of this machine is', () => {
    expect(formatClock(morning, beijing, 'zh-CN')).toBe('08:30');
    expect(formatClock(morning, 'America/New_York', 'en')).toBe('19:30');
    expect(formatExactClock('2026-11-23T16:00:05.000Z', beijing, 'en')).toBe('00:00:05');
    expect(dayOf(lateEvening, beijing)).toBe('2026-11-23');
  });

  test('names day and weekday, and the year where it is another one', () => {
    expect(formatDay(morning, beijing, 'zh-CN', in2026)).toBe('11月23日周一');
    expect(formatDay(morning, beijing, 'en', in2026)).toBe('Mon 23 Nov');
    expect(formatDay('2027-01-04T00:00:00Z', beijing, 'zh-CN', in2026)).toBe('2027年1月4日周一');
    expect(formatInstant('2027-01-04T00:00:00Z', beijing, 'en')).toMatch(
      /^Mon, 4 Jan 2027 08:00$|^Mon,? 4 Jan 08:00$/,
    );
  });

  test('of a stretch repeats the day only where it differs', () => {
    const half = formatStretch(morning, '2026-11-23T04:30:00.000Z', beijing, 'zh-CN');
    expect(half).toMatch(/11月23日周一 08:30–12:30$/);
    const night = formatStretch(morning, '2026-11-24T00:30:00.000Z', beijing, 'zh-CN');
    expect(night).toMatch(/08:30–(?:2026年)?11月24日周二 08:30$/);
  });

  test('that remains is counted in parts, without its sign', () => {
    expect(remainingParts(-93_784_999)).toEqual({ days: 1, hours: 2, minutes: 3, seconds: 4 });
    expect(remainingParts(59_999)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 59 });
  });
});

test('a rating keeps both digits', () => {
  expect([498, 400, 405].map(formatHundredths)).toEqual(['4.98', '4.00', '4.05']);
});

describe('a field for day and time', () => {
  test('shows the wall clock of the place and gives back the same instant', () => {
    expect(wallTimeOf('2026-11-23T00:30:00.000Z', 'Asia/Shanghai')).toBe('2026-11-23T08:30');
    expect(instantOf('2026-11-23T08:30', 'Asia/Shanghai')).toBe('2026-11-23T00:30:00.000Z');
  });

  test.each([
    ['2026-03-29T00:30:00.000Z', '2026-03-29T02:30:00.000Z'],
    ['2026-10-25T03:30:00.000Z', '2026-07-01T12:00:00.000Z'],
  ])('holds before and after a clock change: %s and %s', (...instants) => {
    for (const instant of instants)
      expect(instantOf(wallTimeOf(instant, 'Europe/Berlin'), 'Europe/Berlin')).toBe(instant);
  });
});
