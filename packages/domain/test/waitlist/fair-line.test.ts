import { minutesAfter, minutesBetween } from '@banzhen/domain/shared/clock';
import { idFrom, type WaitlistEntryId } from '@banzhen/domain/shared/ids';
import { aWaitlistEntry, fixedOffsetCalendar } from '@banzhen/domain/testing';
import {
  bandOf,
  defaultWaitlistPolicy,
  type InLine,
  nextInLine,
  offerEnd,
  type Turn,
  turnAfter,
} from '@banzhen/domain/waitlist';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const policy = defaultWaitlistPolicy;
const calendar = fixedOffsetCalendar({ offsetMinutes: 480 });
const zone = 'Asia/Shanghai';

const inLine = (members: readonly boolean[]): readonly InLine[] =>
  members.map((isMember, no) => ({
    isMember,
    entry: aWaitlistEntry('WAITING', {
      id: idFrom<WaitlistEntryId>(`01900000-0016-7000-8000-${String(no).padStart(12, '0')}`),
    }),
  }));

describe('whose turn it is', () => {
  const none: Turn = { offers: 0, outOfTurn: 0 };

  test('is that of whoever waits longest, and of nobody in an empty line', () => {
    expect(nextInLine([], none, policy)).toBeUndefined();
    const line = inLine([false, false]);
    expect(nextInLine(line, none, policy)).toEqual({ ...line[0], isOutOfTurn: false });
  });

  test('is a member’s at every fifth offer, before others; whose turn it is anyway is not counted', () => {
    const line = inLine([false, true, true]);
    expect(nextInLine(line, { offers: 3, outOfTurn: 0 }, policy)).toEqual({ ...line[0], isOutOfTurn: false });
    expect(nextInLine(line, { offers: 4, outOfTurn: 0 }, policy)).toEqual({ ...line[1], isOutOfTurn: true });
    expect(nextInLine(line, { offers: 5, outOfTurn: 1 }, policy)).toEqual({ ...line[0], isOutOfTurn: false });
    expect(nextInLine(inLine([true, false]), { offers: 9, outOfTurn: 1 }, policy)?.isOutOfTurn).toBe(false);
  });

  const anyLines = fc.array(fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }), { maxLength: 60 });
  /** The most that was out of turn after any number of offers, as a share. */
  const worstShare = (lines: readonly (readonly boolean[])[], bounds: typeof policy): number => {
    let turn = none;
    let worst = 0;
    for (const members of lines) {
      const next = nextInLine(inLine(members), turn, bounds);
      if (!next) throw new Error('somebody waits');
      turn = turnAfter(turn, next);
      worst = Math.max(worst, turn.outOfTurn / turn.offers);
    }
    return worst;
  };

  test('goes out of turn in a fifth of all offers at most, after any number of them, whoever waits', () => {
    fc.assert(fc.property(anyLines, (lines) => worstShare(lines, policy) <= 0.2));
    const crowded = Array.from({ length: 50 }, () => [false, true]);
    expect(worstShare(crowded, policy)).toBe(0.2);
  });

  test('control: without the bound nearly everybody else waits for ever', () => {
    const crowded = Array.from({ length: 50 }, () => [false, true]);
    expect(worstShare(crowded, { ...policy, outOfTurnBp: 10_000 })).toBe(1);
  });
});

describe('the end of an offer', () => {
  const beijing = (time: string, day = '07') => new Date(`2030-01-${day}T${time}:00+08:00`);
  const end = (offeredAt: Date, hoursAhead: number) =>
    offerEnd({ offeredAt, visitStartsAt: minutesAfter(offeredAt, hoursAhead * 60), zone }, policy, calendar);

  test('is thirty minutes on by day, and stands still at night', () => {
    expect(end(beijing('10:00'), 48)).toEqual(beijing('10:30'));
    expect(end(beijing('21:30'), 48)).toEqual(beijing('22:00'));
    expect(end(beijing('21:50'), 48)).toEqual(beijing('07:20', '08'));
    expect(end(beijing('22:00'), 48)).toEqual(beijing('07:30', '08'));
    expect(end(beijing('03:00'), 48)).toEqual(beijing('07:30'));
  });

  test('is ten minutes on whatever the hour when the visit is within a day, and never after it', () => {
    expect(end(beijing('03:00'), 23)).toEqual(beijing('03:10'));
    expect(end(beijing('23:00'), 1)).toEqual(beijing('23:10'));
    expect(end(beijing('10:00'), 0.1)).toEqual(beijing('10:06'));
    expect(end(beijing('10:00'), 24)).toEqual(beijing('10:30'));
  });

  test('leaves thirty waking minutes to everybody, to the second', () => {
    const anyInstant = fc.date({
      min: beijing('00:00'),
      max: beijing('00:00', '30'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(anyInstant, (offeredAt) => {
        const until = end(offeredAt, 48);
        const { minuteOfDay } = calendar.wallTime(offeredAt, zone);
        const isNight = minuteOfDay < 7 * 60 || minuteOfDay >= 22 * 60;
        if (!isNight && minuteOfDay < 21 * 60 + 30) expect(minutesBetween(offeredAt, until)).toBe(30);
        const wall = calendar.wallTime(new Date(until.getTime() - 1), zone).minuteOfDay;
        expect(wall).toBeGreaterThanOrEqual(7 * 60);
        expect(wall).toBeLessThan(22 * 60);
      }),
    );
  });
});

test('a place is shown as a band', () => {
  expect([1, 5, 6, 20, 21, 400].map(bandOf)).toEqual(['1-5', '1-5', '6-20', '6-20', 'more', 'more']);
  for (const wrong of [0, -1, 1.5, Number.NaN]) expect(() => bandOf(wrong)).toThrow(RangeError);
});
