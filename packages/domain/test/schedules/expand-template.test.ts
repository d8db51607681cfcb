import {
  capacityOf,
  type Expansion,
  expandTemplate,
  holidaysOff,
  type ScheduleException,
  seatTimeOf,
  type WeeklyTemplate,
} from '@banzhen/domain/schedules';
import { afternoon, aPlannedSession, aTemplate, fixedOffsetCalendar, morning } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusal, value } from './acts.js';

const calendar = fixedOffsetCalendar({ offsetMinutes: 480, holidays: ['2030-01-07'] });
const week = { from: '2030-01-07', until: '2030-01-14', holidays: [], exceptions: [] };
const expanded = (template: WeeklyTemplate, over: Partial<Expansion> = {}) =>
  expandTemplate(template, { ...week, ...over }, calendar);
const shown = (over: Partial<Expansion> = {}, template = aTemplate()) =>
  value(expanded(template, over)).map(
    ({ visitOn, during }) => `${visitOn} ${during.startsAt.toISOString().slice(11, 16)}`,
  );

describe('a weekly template', () => {
  test('becomes sessions with instants, seats and a release', () => {
    const sessions = value(expanded(aTemplate()));
    expect(shown()).toEqual(['2030-01-07 00:00', '2030-01-09 00:00', '2030-01-09 05:30']);
    expect(sessions[1]).toEqual(aPlannedSession());
    expect(sessions[2]).toMatchObject({ capacity: 42, seats: afternoon.seats });
  });

  test('is in force between its dates alone', () => {
    expect(shown({}, aTemplate({ effectiveFrom: '2030-01-08' }))).toEqual([
      '2030-01-09 00:00',
      '2030-01-09 05:30',
    ]);
    expect(shown({}, aTemplate({ effectiveUntil: '2030-01-09' }))).toEqual(['2030-01-07 00:00']);
  });

  test('rests on holidays, and works an exchanged day like the weekday that it stands for', () => {
    const holidays = holidaysOff(calendar, ['2030-01-07', '2030-01-08']);
    expect(holidays).toEqual([{ date: '2030-01-07', kind: 'off' }]);
    const exchanged = { date: '2030-01-12', kind: 'as-weekday', weekday: 1 } as const;
    expect(shown({ holidays: [...holidays, exchanged] })).toEqual([
      '2030-01-09 00:00',
      '2030-01-09 05:30',
      '2030-01-12 00:00',
    ]);
  });

  test('gives way to exceptions, which hold on holidays too', () => {
    const exceptions: readonly ScheduleException[] = [
      { date: '2030-01-07', kind: 'extra', plan: afternoon },
      { date: '2030-01-09', kind: 'cancelled', fromMinute: 480 },
      { date: '2030-01-09', kind: 'changed', fromMinute: 810, plan: { ...afternoon, fromMinute: 840 } },
    ];
    const holidays = holidaysOff(calendar, ['2030-01-07']);
    expect(shown({ exceptions, holidays })).toEqual(['2030-01-07 05:30', '2030-01-09 06:00']);
  });

  test('refuses an exception to nothing', () => {
    const exceptions = [{ date: '2030-01-08', kind: 'cancelled', fromMinute: 480 }] as const;
    expect(refusal(expanded(aTemplate(), { exceptions }))).toEqual({
      type: 'NothingToExcept',
      date: '2030-01-08',
      fromMinute: 480,
    });
  });

  test.each([
    [720, 720],
    [720, 480],
    [-1, 60],
    [1380, 1441],
    [480.5, 720],
  ])('refuses a session from minute %d to %d', (fromMinute, toMinute) => {
    const broken = aTemplate({ week: [{ ...morning, fromMinute, toMinute, weekday: 2 }] });
    expect(refusal(expanded(broken))).toEqual({ type: 'EmptySession', fromMinute, toMinute });
  });

  test('refuses sessions that share time, in the week and by an exception', () => {
    const later = { ...morning, fromMinute: 719, toMinute: 800 };
    const fault = { type: 'OverlappingSessions', fromMinute: 480, alsoFromMinute: 719 };
    const broken = aTemplate({
      week: [
        { ...later, weekday: 1 },
        { ...morning, weekday: 1 },
      ],
    });
    expect(refusal(expanded(broken))).toEqual(fault);
    const exceptions = [{ date: '2030-01-09', kind: 'extra', plan: later }] as const;
    expect(refusal(expanded(aTemplate(), { exceptions }))).toEqual(fault);
    const touching = [{ date: '2030-01-09', kind: 'extra', plan: { ...later, fromMinute: 720 } }] as const;
    expect(expanded(aTemplate(), { exceptions: touching }).ok).toBe(true);
  });

  test('refuses an unknown zone, and a session without seats', () => {
    expect(refusal(expanded(aTemplate({ zone: 'Beijing' })))).toEqual({
      type: 'UnknownZone',
      zone: 'Beijing',
    });
    for (const seats of [
      { by: 'session', capacity: 0 },
      { by: 'session', capacity: 1.5 },
      { by: 'time', everyMinutes: 241, seatsEach: 1 },
      { by: 'time', everyMinutes: 10, seatsEach: 0 },
    ] as const)
      expect(refusal(expanded(aTemplate({ week: [{ ...morning, seats, weekday: 1 }] })))).toEqual({
        type: 'NoSeats',
      });
  });
});

describe('timed seats', () => {
  test('are all called within their session, in order, as many at a time as planned', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 60, max: 600 }),
        (everyMinutes, seatsEach, minutes) => {
          const plan = { by: 'time', everyMinutes, seatsEach } as const;
          const startsAt = new Date('2030-01-09T00:00:00Z');
          const during = { startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) };
          const capacity = value(capacityOf(plan, minutes));
          const times = Array.from({ length: capacity }, (_, index) => seatTimeOf(plan, during, index + 1));
          expect(times[0]).toEqual(startsAt);
          for (const time of times) {
            expect(time && time >= startsAt && time < during.endsAt).toBe(true);
            expect(times.filter((other) => other?.getTime() === time?.getTime())).toHaveLength(seatsEach);
          }
          expect(() => seatTimeOf(plan, during, capacity + 1)).toThrow(RangeError);
          expect(() => seatTimeOf(plan, during, 0)).toThrow(RangeError);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('are none where the session has its seats as a whole', () => {
    const { during } = aPlannedSession();
    expect(seatTimeOf({ by: 'session', capacity: 5 }, during, 1)).toBeUndefined();
  });
});
