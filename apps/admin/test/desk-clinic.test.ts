import type { AppointmentSeenDto, PointsBookDto, StopPreviewDto } from '@banzhen/contracts';
import { appointmentStatuses, appointmentTable } from '@banzhen/domain/appointments';
import { membershipTable } from '@banzhen/domain/membership';
import { seatTimeOf as seatTimeOfDomain } from '@banzhen/domain/schedules';
import { describe, expect, test } from 'vitest';
import { countsOf, deskActsIn, deskRows, voidActOf } from '../src/features/appointments/desk.js';
import { entryRows, isUnbroken, lotRows, sumsOf } from '../src/features/members/points-sums.js';
import { memberActsIn, memberStatuses } from '../src/features/members/statuses.js';
import { affectedBy } from '../src/features/schedule/affected.js';
import { byCity } from '../src/shared/clinic/by-city.js';
import { seatTimeOf } from '../src/shared/clinic/session-names.js';

const seen = (status: AppointmentSeenDto['status'], ticket: number) =>
  ({ appointmentId: `${ticket}`, status, seat: { ticket } }) as AppointmentSeenDto;

describe('the desk', () => {
  test('offers what the machine of appointments lets a clinic do, and nothing else', () => {
    const commands = {
      confirm: 'confirm',
      reject: 'reject',
      'take-number': 'take_number',
      complete: 'complete',
      'no-show': 'no_show',
    } as const;
    for (const status of appointmentStatuses) {
      const may = appointmentTable
        .filter(({ from, who }) => (from as readonly string[]).includes(status) && who.includes('C'))
        .map(({ command }) => command)
        .filter((command) => Object.values<string>(commands).includes(command));
      expect([
        status,
        deskActsIn(status)
          .map((act) => commands[act])
          .toSorted(),
      ]).toEqual([status, may.toSorted()]);
    }
  });

  test('has a void proposed by one administrator and agreed to by another (H12)', () => {
    for (const status of appointmentStatuses) {
      const may = appointmentTable.some(({ from, command }) => command === 'void' && from.includes(status));
      expect([status, voidActOf({ status })]).toEqual([status, may ? 'propose-void' : undefined]);
      expect(voidActOf({ status, voidProposed: 'by-you' })).toBeUndefined();
      expect(voidActOf({ status, voidProposed: 'by-another' })).toBe(may ? 'void' : undefined);
    }
  });

  test('lists what it has to answer first, then who is there and who is to come, and apart who is done', () => {
    const rows = [
      seen('FULFILLED', 1),
      seen('BOOKED', 5),
      seen('HELD', 2),
      seen('CHECKED_IN', 7),
      seen('BOOKED', 3),
      seen('PENDING_CONFIRM', 9),
      seen('CANCELLED', 4),
    ];
    const { open, over } = deskRows(rows);
    expect(open.map(({ seat }) => seat.ticket)).toEqual([9, 7, 3, 5, 2]);
    expect(over.map(({ seat }) => seat.ticket)).toEqual([1, 4]);
    expect(countsOf(rows).map(({ status, count }) => [status, count])).toEqual([
      ['PENDING_CONFIRM', 1],
      ['CHECKED_IN', 1],
      ['BOOKED', 2],
      ['HELD', 1],
      ['FULFILLED', 1],
      ['CANCELLED', 1],
    ]);
  });

  test('knows when a numbered seat is called, as the domain does', () => {
    const seats = { by: 'time', everyMinutes: 15, seatsEach: 2 } as const;
    const [startsAt, endsAt] = ['2030-01-09T05:30:00.000Z', '2030-01-09T09:00:00.000Z'];
    for (const seatNo of [1, 2, 3, 28])
      expect(seatTimeOf({ seats, startsAt }, seatNo)).toBe(
        seatTimeOfDomain(
          seats,
          { startsAt: new Date(startsAt), endsAt: new Date(endsAt) },
          seatNo,
        )?.toISOString(),
      );
    expect(seatTimeOf({ seats: { by: 'session', capacity: 4 }, startsAt }, undefined)).toBeUndefined();
  });

  test('groups who is affected by a stop, by what happens to them and by number', () => {
    const one = (ticket: number, effect: StopPreviewDto['affected'][number]['effect']) =>
      ({ appointmentId: `${ticket}`, effect, seat: { ticket } }) as StopPreviewDto['affected'][number];
    const groups = affectedBy({ affected: [one(4, 'stays'), one(3, 'stopped'), one(1, 'stopped')] });
    expect(
      groups.map(({ effect, appointments }) => [effect, appointments.map(({ seat }) => seat.ticket)]),
    ).toEqual([
      ['stopped', [1, 3]],
      ['stays', [4]],
    ]);
  });

  test('has hospitals by city, in the order in which they come', () => {
    const hospitals = [
      { cityCode: '110000', name: 'a' },
      { cityCode: '310000', name: 'b' },
      { cityCode: '110000', name: 'c' },
    ];
    expect(
      byCity(hospitals).map(({ cityCode, hospitals: here }) => [cityCode, here.map(({ name }) => name)]),
    ).toEqual([
      ['110000', ['a', 'c']],
      ['310000', ['b']],
    ]);
  });
});

test('what staff do about a membership is what its machine lets them do', () => {
  for (const status of memberStatuses) {
    const may = membershipTable
      .filter(({ from, who }) => from.includes(status) && who.includes('D'))
      .map(({ command }) => command);
    expect([status, memberActsIn(status).toSorted()]).toEqual([status, [...new Set(may)].toSorted()]);
  }
});

describe('points', () => {
  type Entry = PointsBookDto['entries'][number];
  const entry = (seq: number, points: number, leftAfter: number, debtAfter: number) =>
    ({ seq, points, leftAfter, debtAfter }) as Entry;

  test('sum up: what lots have, less what is owed, is the balance', () => {
    const lots = [
      { no: 2, left: 30, expiresAt: '2030-03-01T00:00:00.000Z' },
      { no: 1, left: 12, expiresAt: '2030-02-01T00:00:00.000Z' },
    ];
    expect(sumsOf({ lots, debt: 0, balance: 42 })).toMatchObject({ inLots: 42, isWhole: true });
    expect(sumsOf({ lots: [], debt: 7, balance: -7 })).toMatchObject({ inLots: 0, isWhole: true });
    expect(sumsOf({ lots, debt: 0, balance: 41 }).isWhole).toBe(false);
    expect(
      lotRows(lots, Date.parse('2030-02-01T00:00:00Z')).map(({ no, isExpired }) => [no, isExpired]),
    ).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  test('lead from each balance to the next, over a debt too; where they do not it is seen', () => {
    const entries = [entry(3, 5, 2, 0), entry(2, -10, 0, 3), entry(1, 7, 7, 0)];
    expect(entryRows(entries).map(({ balanceAfter }) => balanceAfter)).toEqual([2, -3, 7]);
    expect(isUnbroken(entries)).toBe(true);
    expect(isUnbroken(entries.slice(0, 1))).toBe(true);
    expect(isUnbroken([entry(3, 5, 4, 0), ...entries.slice(1)])).toBe(false);
  });
});
