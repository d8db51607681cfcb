import { temporalCalendar } from '@banzhen/calendar';
import { exactInstant, expandTemplate } from '@banzhen/domain/schedules';
import {
  type DepartmentId,
  type DoctorId,
  type HospitalId,
  idFrom,
  type RoomId,
  type TemplateId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';

const calendar = temporalCalendar();
const newYork = 'America/New_York';
const id = '01900000-0010-7000-8000-000000000001';

const expandedOn = (from: string, until: string, fromMinute: number, toMinute: number, zone = newYork) =>
  expandTemplate(
    {
      id: idFrom<TemplateId>(id),
      tenantId: idFrom<TenantId>(id),
      hospitalId: idFrom<HospitalId>(id),
      departmentId: idFrom<DepartmentId>(id),
      doctorId: idFrom<DoctorId>(id),
      zone,
      effectiveFrom: '2020-01-01',
      week: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
        weekday,
        fromMinute,
        toMinute,
        roomId: idFrom<RoomId>(id),
        seats: { by: 'time', everyMinutes: 60, seatsEach: 1 },
        release: { kind: 'at-publication' },
      })),
    },
    { from, until, holidays: [], exceptions: [] },
    calendar,
  );

describe('opening hours of a clinic', () => {
  test('keep the hours of the wall when the clocks change', () => {
    const sessions = expandedOn('2026-03-07', '2026-03-10', 480, 720);
    expect(sessions.ok && sessions.value.map(({ during }) => during.startsAt.toISOString())).toEqual([
      '2026-03-07T13:00:00.000Z',
      '2026-03-08T12:00:00.000Z',
      '2026-03-09T12:00:00.000Z',
    ]);
  });

  test('are refused where the clocks jump over them, or show them twice', () => {
    expect(expandedOn('2026-03-08', '2026-03-09', 150, 720)).toEqual({
      ok: false,
      error: { type: 'SkippedWallTime', date: '2026-03-08', minuteOfDay: 150 },
    });
    expect(expandedOn('2026-11-01', '2026-11-02', 0, 90)).toEqual({
      ok: false,
      error: { type: 'RepeatedWallTime', date: '2026-11-01', minuteOfDay: 90 },
    });
    expect(expandedOn('2026-03-09', '2026-03-10', 150, 720).ok).toBe(true);
  });

  test('have as many seats as hours really pass', () => {
    const seats = (date: string, until: string) => {
      const sessions = expandedOn(date, until, 0, 240);
      return sessions.ok && sessions.value[0]?.capacity;
    };
    expect(seats('2026-03-08', '2026-03-09')).toBe(3);
    expect(seats('2026-11-01', '2026-11-02')).toBe(5);
    expect(seats('2026-11-02', '2026-11-03')).toBe(4);
  });

  test('may last until midnight', () => {
    const sessions = expandedOn('2026-11-21', '2026-11-22', 1200, 1440, 'Asia/Shanghai');
    expect(sessions.ok && sessions.value[0]?.during.endsAt).toEqual(new Date('2026-11-21T16:00:00Z'));
  });

  test('are refused in a zone that nobody knows', () => {
    expect(expandedOn('2026-11-01', '2026-11-02', 480, 720, 'Asia/Pekin')).toEqual({
      ok: false,
      error: { type: 'UnknownZone', zone: 'Asia/Pekin' },
    });
    expect(calendar.isZone('Asia/Shanghai')).toBe(true);
  });

  test('agree with Temporal about every wall time of six zones', () => {
    const zones = [
      'Asia/Shanghai',
      newYork,
      'Europe/London',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'America/Sao_Paulo',
    ];
    const byTemporal = (date: string, minute: number, zone: string): string => {
      const wall = Temporal.PlainDateTime.from(date).add({ minutes: minute });
      const [earlier, later] = (['earlier', 'later'] as const).map(
        (disambiguation) => wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
      );
      if (earlier === later) return `at ${earlier}`;
      const isShown = wall
        .toZonedDateTime(zone, { disambiguation: 'earlier' })
        .toPlainDateTime()
        .equals(wall);
      return isShown ? 'RepeatedWallTime' : 'SkippedWallTime';
    };
    const near = (zone: string) =>
      fc.integer({ min: 1986, max: 2030 }).chain((year) => {
        const start = Temporal.PlainDate.from(`${year}-01-01`).toZonedDateTime(zone);
        const change = start.getTimeZoneTransition('next');
        const day = change && change.year === year ? change.toPlainDate() : start.toPlainDate();
        return fc.integer({ min: -2, max: 2 }).map((days) => day.add({ days }).toString());
      });
    const anyDate = fc
      .date({ min: new Date('1986-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.constantFrom(...zones).chain((zone) => fc.tuple(fc.constant(zone), fc.oneof(anyDate, near(zone)))),
        fc.integer({ min: 0, max: 1440 }),
        ([zone, date], minute) => {
          const answer = exactInstant(calendar, date, minute, zone);
          const said = answer.ok ? `at ${answer.value.getTime()}` : answer.error.type;
          expect(said, `${date} ${minute} ${zone}`).toBe(byTemporal(date, minute, zone));
        },
      ),
      { numRuns: 600 },
    );
  });
});
