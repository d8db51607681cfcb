import {
  checkNotLocked,
  checkQuotas,
  defaultAppointmentPolicy,
  lockedUntil,
  returnPathOf,
} from '@banzhen/domain/appointments';
import { DAY_MS, minutesAfter } from '@banzhen/domain/shared/clock';
import { type DepartmentId, type DoctorId, idFrom } from '@banzhen/domain/shared/ids';
import { fixedOffsetCalendar } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusal } from '../schedules/acts.js';

const policy = defaultAppointmentPolicy;
const calendar = fixedOffsetCalendar({ offsetMinutes: 480 });
const zone = 'Asia/Shanghai';
const anyInstant = fc.date({
  min: new Date('2030-01-01T00:00:00Z'),
  max: new Date('2030-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the return path of a freed seat', () => {
  const path = (freedAt: Date, hoursAhead: number, random = 0, someoneWaits = false) =>
    returnPathOf(
      { freedAt, visitStartsAt: minutesAfter(freedAt, hoursAhead * 60), zone, someoneWaits, random },
      policy,
      calendar,
    );
  const beijing = (time: string) => new Date(`2030-01-07T${time}:00+08:00`);

  test('leads to whoever waits before anything else', () => {
    expect(path(beijing('10:00'), 2, 0, true)).toEqual({ to: 'waitlist', elseAt: beijing('10:00') });
    expect(path(beijing('10:00'), 48, 0, true)).toEqual({ to: 'waitlist', elseAt: beijing('10:10') });
  });

  test('leads back at once when the visit is within a day', () => {
    for (const hours of [0, 1, 24])
      expect(path(beijing('03:00'), hours)).toEqual({ to: 'sale', at: beijing('03:00') });
  });

  test('takes ten minutes to two hours, and the night on top', () => {
    expect(path(beijing('10:00'), 25, 0)).toEqual({ to: 'sale', at: beijing('10:10') });
    expect(path(beijing('10:00'), 25, 0.999_999)).toEqual({ to: 'sale', at: beijing('12:00') });
    expect(path(beijing('03:00'), 48, 0)).toEqual({ to: 'sale', at: beijing('07:10') });
    expect(path(beijing('21:50'), 48, 0)).toEqual({ to: 'sale', at: minutesAfter(beijing('07:10'), 1440) });
    expect(path(beijing('21:49'), 48, 0)).toEqual({ to: 'sale', at: beijing('21:59') });
  });

  test('always ends by day, before the visit, at least ten minutes later', () => {
    fc.assert(
      fc.property(anyInstant, anyRandom, fc.integer({ min: 25, max: 700 }), (freedAt, random, hours) => {
        const answer = path(freedAt, hours, random);
        if (answer.to !== 'sale') throw new Error('nobody waits');
        const { minuteOfDay } = calendar.wallTime(answer.at, zone);
        expect(minuteOfDay).toBeGreaterThanOrEqual(7 * 60);
        expect(minuteOfDay).toBeLessThan(22 * 60);
        expect(answer.at.getTime()).toBeGreaterThanOrEqual(minutesAfter(freedAt, 10).getTime());
        expect(answer.at.getTime()).toBeLessThan(minutesAfter(freedAt, hours * 60).getTime());
      }),
    );
  });
});

describe('limits for a real person', () => {
  const doctor = (no: number) => idFrom<DoctorId>(`01900000-0011-7000-8000-00000000000${no}`);
  const department = (no: number) => idFrom<DepartmentId>(`01900000-0010-7000-8000-00000000000${no}`);
  const visit = (doctorNo: number, departmentNo: number) => ({
    doctorId: doctor(doctorNo),
    departmentId: department(departmentNo),
  });

  test('are one visit of a doctor and three departments a day', () => {
    const three = [visit(1, 1), visit(2, 2), visit(3, 3)];
    expect(checkQuotas(visit(1, 1), [visit(1, 1)], policy)).toEqual({
      ok: false,
      error: { type: 'AlreadyWithDoctor', doctorId: doctor(1) },
    });
    expect(checkQuotas(visit(4, 3), three, policy).ok).toBe(true);
    expect(refusal(checkQuotas(visit(4, 4), three, policy))).toEqual({
      type: 'TooManyDepartments',
      limit: 3,
    });
    expect(checkQuotas(visit(4, 4), three.slice(1), policy).ok).toBe(true);
  });

  test('hold for any day that was booked by the rules', () => {
    const anyVisit = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(fc.array(anyVisit, { maxLength: 20 }), (wanted) => {
        const day: ReturnType<typeof visit>[] = [];
        for (const [doctorNo, departmentNo] of wanted) {
          const one = visit(doctorNo, departmentNo);
          if (checkQuotas(one, day, policy).ok) day.push(one);
        }
        expect(new Set(day.map(({ doctorId }) => doctorId)).size).toBe(day.length);
        expect(new Set(day.map(({ departmentId }) => departmentId)).size).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('the no-show ladder', () => {
  const at = (date: string) => new Date(`${date}T02:00:00Z`);

  test('locks for 180 days with the third no-show within twelve months', () => {
    const noShows = [at('2030-06-01'), at('2030-01-15'), at('2030-12-20')];
    const until = new Date(at('2030-12-20').getTime() + 180 * DAY_MS);
    expect(lockedUntil(noShows, policy)).toEqual(until);
    expect(refusal(checkNotLocked(noShows, policy, new Date(until.getTime() - 1)))).toEqual({
      type: 'BookingLocked',
      until,
    });
    expect(checkNotLocked(noShows, policy, until).ok).toBe(true);
  });

  test('forgives what is twelve months old, also that of a leap day', () => {
    expect(lockedUntil([at('2030-01-15'), at('2030-06-01'), at('2031-01-15')], policy)).toBeUndefined();
    expect(lockedUntil([at('2030-01-15'), at('2030-06-01'), at('2031-01-14')], policy)).toBeDefined();
    expect(lockedUntil([at('2028-02-29'), at('2028-06-01'), at('2029-02-28')], policy)).toBeUndefined();
    expect(lockedUntil([at('2028-02-29'), at('2028-06-01'), at('2029-02-27')], policy)).toBeDefined();
  });

  test('does not depend on the order, never locks below three, and never unlocks by one more', () => {
    const anyNoShows = fc.array(anyInstant, { maxLength: 8 });
    fc.assert(
      fc.property(anyNoShows, anyInstant, (noShows, another) => {
        const until = lockedUntil(noShows, policy);
        expect(lockedUntil(noShows.toReversed(), policy)).toEqual(until);
        if (noShows.length < 3) expect(until).toBeUndefined();
        const more = lockedUntil([...noShows, another], policy);
        expect(more?.getTime() ?? 0).toBeGreaterThanOrEqual(until?.getTime() ?? 0);
      }),
    );
  });
});
