import { temporalCalendar } from '@banzhen/calendar';
import { localDay, localDaysOf } from '@banzhen/domain/shared/calendar';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';

const calendar = temporalCalendar();
const at = (iso: string): Date => new Date(iso);
const shanghai = 'Asia/Shanghai';
const newYork = 'America/New_York';

describe('the wall clock of a place', () => {
  test('shows date, minute and weekday in Beijing', () => {
    expect(calendar.wallTime(at('2026-11-20T15:59:59.999Z'), shanghai)).toEqual({
      date: '2026-11-20',
      minuteOfDay: 1439,
      weekday: 5,
    });
    expect(calendar.wallTime(at('2026-11-20T16:00:00Z'), shanghai)).toEqual({
      date: '2026-11-21',
      minuteOfDay: 0,
      weekday: 6,
    });
    expect(calendar.wallTime(at('2026-11-22T00:00:00Z'), shanghai).weekday).toBe(7);
  });

  test('follows the daylight saving of China from 1986 to 1991', () => {
    expect(calendar.wallTime(at('1988-07-01T00:00:00Z'), shanghai).minuteOfDay).toBe(9 * 60);
    expect(calendar.wallTime(at('1988-12-01T00:00:00Z'), shanghai).minuteOfDay).toBe(8 * 60);
    expect(calendar.wallTime(at('1992-07-01T00:00:00Z'), shanghai).minuteOfDay).toBe(8 * 60);
    // 1991-04-14 02:00 → 03:00
    expect(calendar.instantOf('1991-04-14', 150, shanghai)).toEqual(at('1991-04-13T18:30:00Z'));
    expect(calendar.wallTime(at('1991-04-13T18:30:00Z'), shanghai).minuteOfDay).toBe(210);
  });

  test('moves a wall time that a gap skips forward by the gap', () => {
    // 2026-03-08 02:00 EST → 03:00 EDT
    const skipped = calendar.instantOf('2026-03-08', 150, newYork);
    expect(skipped).toEqual(at('2026-03-08T07:30:00Z'));
    expect(calendar.wallTime(skipped, newYork).minuteOfDay).toBe(210);
    const day = localDay(calendar, skipped, newYork);
    expect(day.endsAt.getTime() - day.startsAt.getTime()).toBe(23 * 3_600_000);
  });

  test('takes the earlier of two instants when the clocks go back', () => {
    // 2026-11-01 02:00 EDT → 01:00 EST
    expect(calendar.instantOf('2026-11-01', 90, newYork)).toEqual(at('2026-11-01T05:30:00Z'));
    expect(calendar.wallTime(at('2026-11-01T05:30:00Z'), newYork).minuteOfDay).toBe(90);
    expect(calendar.wallTime(at('2026-11-01T06:30:00Z'), newYork).minuteOfDay).toBe(90);
    const day = localDay(calendar, at('2026-11-01T12:00:00Z'), newYork);
    expect(day.endsAt.getTime() - day.startsAt.getTime()).toBe(25 * 3_600_000);
  });

  test('is right on both sides of a change that it was first asked about', () => {
    const fresh = temporalCalendar();
    const minutes = [
      '2026-03-08T07:00:00Z',
      '2026-03-08T06:59:00Z',
      '2026-02-01T12:00:00Z',
      '2026-06-01T12:00:00Z',
    ];
    expect(minutes.map((iso) => fresh.wallTime(at(iso), newYork).minuteOfDay)).toEqual([180, 119, 420, 480]);
  });

  test('ends a day where the next one begins, also over a change of the clocks', () => {
    for (const zone of [shanghai, newYork, 'Pacific/Apia', 'America/Sao_Paulo'])
      for (const date of ['2026-03-08', '2026-11-01', '2026-12-31', '2011-12-29', '2017-10-14'])
        expect(calendar.instantOf(date, 1440, zone)).toEqual(
          calendar.instantOf(Temporal.PlainDate.from(date).add({ days: 1 }).toString(), 0, zone),
        );
  });

  test('lists the local days of a range, with their real lengths', () => {
    const days = localDaysOf(
      calendar,
      { startsAt: at('2026-03-08T04:00:00Z'), endsAt: at('2026-03-09T04:00:00Z') },
      newYork,
    );
    expect(days.map(({ date }) => date)).toEqual(['2026-03-07', '2026-03-08']);
    expect(days[0]?.during.endsAt).toEqual(days[1]?.during.startsAt);
  });

  test('refuses unknown zones, invalid dates and fractions of a minute', () => {
    expect(() => calendar.wallTime(at('2026-01-01T00:00:00Z'), 'Asia/Nowhere')).toThrow(RangeError);
    expect(() => calendar.wallTime(new Date(Number.NaN), shanghai)).toThrow(RangeError);
    expect(() => calendar.instantOf('2026-13-01', 0, shanghai)).toThrow(RangeError);
    expect(() => calendar.instantOf('2026-02-30', 0, shanghai)).toThrow(RangeError);
    expect(() => calendar.instantOf('2026-01-01', 0.5, shanghai)).toThrow(RangeError);
  });
});

describe('every answer is the one of Temporal', () => {
  const zones = fc.constantFrom(
    shanghai,
    newYork,
    'Europe/London',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'UTC',
  );
  const instants = fc.integer({ min: Date.UTC(1985, 0, 1), max: Date.UTC(2040, 0, 1) });

  test('for wall times', () => {
    fc.assert(
      fc.property(instants, zones, (epochMs, zone) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
        expect(calendar.wallTime(new Date(epochMs), zone)).toEqual({
          date: expected.toPlainDate().toString(),
          minuteOfDay: expected.hour * 60 + expected.minute,
          weekday: expected.dayOfWeek,
        });
      }),
      { numRuns: 500 },
    );
  });

  test('for instants of wall times, near changes of the clocks too', () => {
    const dates = fc.oneof(
      instants.map((epochMs) => new Date(epochMs).toISOString().slice(0, 10)),
      fc.constantFrom(
        '2026-03-08',
        '2026-03-29',
        '2026-04-05',
        '2026-10-04',
        '2026-10-25',
        '2026-11-01',
        '1991-04-14',
      ),
    );
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 1440 }), zones, (date, minute, zone) => {
        const expected = Temporal.PlainDateTime.from(date).add({ minutes: minute }).toZonedDateTime(zone);
        expect(calendar.instantOf(date, minute, zone).getTime()).toBe(expected.epochMilliseconds);
      }),
      { numRuns: 500 },
    );
  });
});
