import { whyNotEligible } from '@banzhen/domain/dispatch';
import { MINUTE_MS } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import type { TimeRange } from '@banzhen/domain/shared/time-range';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCandidate, aNeed, beijing, local } from './needs.js';

const policy = defaultVisitPolicy;
const codes = (duties: readonly TimeRange[], shift: TimeRange) =>
  whyNotEligible(aCandidate({}, { duties }), aNeed(shift), policy, beijing).map(({ code }) => code);

describe('duty per local day', () => {
  test('is full at 12 h', () => {
    const shift = local('01-09 09:00', '01-09 13:00');
    expect(codes([local('01-09 13:00', '01-09 21:00')], shift)).toEqual([]);
    expect(codes([local('01-09 13:00', '01-09 21:01')], shift)).toEqual(['duty-day']);
    expect(codes([local('01-08 08:00', '01-08 20:00')], shift)).toEqual([]);
  });

  test('counts both days of a shift over midnight, each by its own minutes', () => {
    const night = local('01-09 20:00', '01-10 08:00');
    expect(codes([local('01-09 08:00', '01-09 16:00')], night)).toEqual([]);
    expect(codes([local('01-09 07:59', '01-09 16:00')], night)).toEqual(['duty-day']);
    expect(codes([local('01-10 18:00', '01-10 22:00')], night)).toEqual([]);
    expect(codes([local('01-10 18:00', '01-10 22:01')], night)).toEqual(['duty-day']);
  });
});

describe('duty per 7 days', () => {
  const days = (list: readonly number[], hours: number) =>
    list.map((day) =>
      local(`01-${String(day).padStart(2, '0')} 08:00`, `01-${String(day).padStart(2, '0')} ${8 + hours}:00`),
    );

  test('is full at 60 h', () => {
    expect(codes(days([4, 5, 6, 7, 8], 11), local('01-09 08:00', '01-09 13:00'))).toEqual([]);
    expect(codes(days([4, 5, 6, 7, 8], 11), local('01-09 08:00', '01-09 13:01'))).toEqual(['duty-week']);
  });

  test('rolls: it looks forward as well as back', () => {
    expect(codes(days([10, 11, 12, 13, 14], 11), local('01-09 08:00', '01-09 13:01'))).toEqual(['duty-week']);
    expect(codes(days([7, 8, 10, 11, 12], 11), local('01-09 08:00', '01-09 13:01'))).toEqual(['duty-week']);
  });

  test('does not add what lies more than 7 days apart', () => {
    expect(
      codes([...days([2, 3, 4], 11), ...days([13, 14, 15, 16], 8)], local('01-09 08:00', '01-09 12:00')),
    ).toEqual([]);
  });

  test('sees a week that begins in the middle of a duty', () => {
    const rest = [...days([3, 4, 5, 6, 7], 9), local('01-08 08:00', '01-08 12:00')];
    const shift = local('01-09 08:00', '01-09 17:00');
    expect(codes([local('01-02 08:00', '01-02 17:00'), ...rest], shift)).toEqual([]);
    expect(codes([local('01-02 08:00', '01-02 20:00'), ...rest], shift)).toEqual(['duty-week']);
  });

  test('does not blame a shift for a full week that it is no part of', () => {
    const before = [
      local('01-02 00:00', '01-02 08:00'),
      ...days([3, 4, 5, 6, 7], 9),
      local('01-08 08:00', '01-08 17:00'),
    ];
    expect(codes(before, local('01-09 08:00', '01-09 09:00'))).toEqual([]);
  });

  /** Slow and obvious: every window of 7 days that begins on a whole hour. */
  const byBruteForce = (duties: readonly TimeRange[], shift: TimeRange): boolean => {
    const hour = 60 * MINUTE_MS;
    const week = 7 * 24 * hour;
    const inside = ({ startsAt, endsAt }: TimeRange, from: number) =>
      Math.max(0, Math.min(endsAt.getTime(), from + week) - Math.max(startsAt.getTime(), from));
    for (let from = shift.startsAt.getTime() - week; from < shift.endsAt.getTime(); from += hour)
      if (
        inside(shift, from) > 0 &&
        [...duties, shift].reduce((sum, one) => sum + inside(one, from), 0) > 60 * hour
      )
        return true;
    return false;
  };

  test('agrees with trying every window', () => {
    const shift = local('01-09 08:00', '01-09 18:00');
    const duties = fc
      .array(fc.integer({ min: 0, max: 12 }), { minLength: 15, maxLength: 15 })
      .map((hours) => hours.map((one, index) => ({ day: index - 7, hours: one })))
      .map((list) => list.filter(({ day, hours }) => day !== 0 && hours > 2));
    let full = 0;
    fc.assert(
      fc.property(duties, (list) => {
        const ranges = list.map(({ day, hours }) => {
          const startsAt = new Date(shift.startsAt.getTime() + day * 24 * 60 * MINUTE_MS);
          return { startsAt, endsAt: new Date(startsAt.getTime() + hours * 60 * MINUTE_MS) };
        });
        const isFull = codes(ranges, shift).includes('duty-week');
        if (isFull) full += 1;
        expect(isFull).toBe(byBruteForce(ranges, shift));
      }),
      { numRuns: 300 },
    );
    expect(full).toBeGreaterThan(20);
  });
});

describe('rest after nights', () => {
  const shift = local('01-09 15:00', '01-09 17:00');

  test('is 10 h after a duty with a minute of night in it', () => {
    expect(codes([local('01-09 01:00', '01-09 05:00')], shift)).toEqual([]);
    expect(codes([local('01-09 01:00', '01-09 05:01')], shift)).toEqual(['rest-after-night']);
    expect(codes([local('01-09 05:59', '01-09 10:00')], shift)).toEqual(['rest-after-night']);
    expect(codes([local('01-09 06:00', '01-09 10:00')], shift)).toEqual([]);
  });

  test('is owed after the new shift too', () => {
    const night = local('01-09 20:00', '01-10 02:00');
    expect(codes([local('01-10 12:00', '01-10 16:00')], night)).toEqual([]);
    expect(codes([local('01-10 11:59', '01-10 16:00')], night)).toEqual(['rest-after-night']);
    const evening = local('01-09 18:00', '01-09 22:00');
    expect(codes([local('01-10 06:00', '01-10 08:00')], evening)).toEqual([]);
  });

  test('sees a night in the middle of a duty of several days', () => {
    const long = local('01-05 08:00', '01-09 12:00');
    expect(codes([long], shift)).toContain('rest-after-night');
  });
});
