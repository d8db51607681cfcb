import { dateAfter, localDay, localDaysOf } from '@banzhen/domain/shared/calendar';
import { nightsOf } from '@banzhen/domain/shared/night';
import {
  covers,
  lengthMs,
  millisecondsWithin,
  overlaps,
  sameRange,
  type TimeRange,
  timeRange,
  widen,
} from '@banzhen/domain/shared/time-range';
import { fixedOffsetCalendar } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const at = (minute: number): Date => new Date(Date.UTC(2030, 0, 9) + minute * 60_000);
const range = (from: number, to: number): TimeRange => ({ startsAt: at(from), endsAt: at(to) });
const ranges = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 100 }))
  .map(([from, length]) => range(from, from + length));

describe('time ranges', () => {
  test('are never empty, reversed or invalid', () => {
    expect(timeRange(at(0), at(1)).ok).toBe(true);
    for (const [from, to] of [
      [at(1), at(1)],
      [at(2), at(1)],
      [new Date(Number.NaN), at(1)],
      [at(1), new Date(Number.NaN)],
    ] as const)
      expect(timeRange(from, to)).toEqual({ ok: false, error: { type: 'EmptyTimeRange' } });
  });

  test('do not overlap back to back', () => {
    expect(overlaps(range(0, 60), range(60, 120))).toBe(false);
    expect(overlaps(range(0, 61), range(60, 120))).toBe(true);
  });

  test('overlap exactly when they share a minute', () => {
    fc.assert(
      fc.property(ranges, ranges, (left, right) => {
        expect(overlaps(left, right)).toBe(millisecondsWithin(left, right) > 0);
        expect(overlaps(left, right)).toBe(overlaps(right, left));
        expect(covers(left, right)).toBe(millisecondsWithin(right, left) === lengthMs(right));
      }),
    );
  });

  test('grow by travel and buffer', () => {
    expect(sameRange(widen(range(60, 120), 45, 30), range(15, 150))).toBe(true);
  });
});

describe('days and nights on the wall', () => {
  const beijing = fixedOffsetCalendar({ offsetMinutes: 480 });
  const zone = 'Asia/Shanghai';
  const hours = { fromMinuteOfDay: 22 * 60, toMinuteOfDay: 6 * 60 };
  const local = (text: string): Date => new Date(`${text}+08:00`);

  test('count dates over months and leap years', () => {
    expect(dateAfter('2028-02-28', 1)).toBe('2028-02-29');
    expect(dateAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(dateAfter('2026-03-01', -1)).toBe('2026-02-28');
  });

  test('a day begins at local midnight', () => {
    expect(localDay(beijing, local('2030-01-09T00:00'), zone)).toEqual({
      startsAt: local('2030-01-09T00:00'),
      endsAt: local('2030-01-10T00:00'),
    });
    const days = localDaysOf(
      beijing,
      { startsAt: local('2030-01-09T23:59'), endsAt: local('2030-01-11T00:00') },
      zone,
    );
    expect(days.map(({ date }) => date)).toEqual(['2030-01-09', '2030-01-10']);
  });

  test('a night passes midnight and belongs to the range that it touches', () => {
    const nights = nightsOf(
      beijing,
      { startsAt: local('2030-01-09T05:00'), endsAt: local('2030-01-09T22:30') },
      zone,
      hours,
    );
    expect(nights).toEqual([
      { startsAt: local('2030-01-08T22:00'), endsAt: local('2030-01-09T06:00') },
      { startsAt: local('2030-01-09T22:00'), endsAt: local('2030-01-10T06:00') },
    ]);
    const noon = { startsAt: local('2030-01-09T06:00'), endsAt: local('2030-01-09T22:00') };
    expect(nightsOf(beijing, noon, zone, hours)).toEqual([]);
  });

  test('a night within one day, and none at all', () => {
    const day = { startsAt: local('2030-01-09T00:00'), endsAt: local('2030-01-10T00:00') };
    expect(nightsOf(beijing, day, zone, { fromMinuteOfDay: 60, toMinuteOfDay: 300 })).toEqual([
      { startsAt: local('2030-01-09T01:00'), endsAt: local('2030-01-09T05:00') },
    ]);
    expect(nightsOf(beijing, day, zone, { fromMinuteOfDay: 60, toMinuteOfDay: 60 })).toEqual([]);
  });
});
