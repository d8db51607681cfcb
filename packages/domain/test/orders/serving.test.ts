import {
  balanceFen,
  endService,
  endServiceEarly,
  extendService,
  handOverShift,
  type LogStep,
  logService,
  overpaidFen,
  overtimeLine,
  servingEscort,
} from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { fen, sumMoney } from '@banzhen/domain/shared/money';
import { anEscort, anOrder, anotherEscort } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterStart, by, covered, dayAndNight, open, refusal, value } from './acts.js';

const serving = anOrder('SERVING');
const everything: readonly LogStep[] = ['consultation', 'returned'];
/** The entries of a log, all written so many minutes after the start. */
const loggedAt = (minutes: number, steps = everything) =>
  steps.map((step) => ({ step, at: afterStart(minutes) }));
const end = (minutes: number, as: 'E' | 'SYS' = 'E', logged = everything) =>
  endService(serving, loggedAt(minutes, logged), policy, by(as, afterStart(minutes)));
const accepted = (escortId: ReturnType<typeof anEscort>['id'], seq: number) =>
  ({ kind: 'accepted', escortId, seq, acceptedAt: afterStart(-1440) }) as const;
const care = covered(
  anOrder('SERVING', { during: dayAndNight, service: { code: 'care-12h', kind: 'care', skills: ['care'] } }),
  accepted(anEscort().id, 1),
  accepted(anotherEscort().id, 2),
);

describe('O14 log, extend, hand over', () => {
  test('a log entry keeps the status and tells no text', () => {
    const { order, events } = value(logService(serving, by('E', afterStart(5))));
    expect(order.status).toBe('SERVING');
    expect(events).toMatchObject([{ type: 'ServiceLogged', refs: { shiftNo: 1 } }]);
  });

  test('more time is sold by started half hours', () => {
    expect(overtimeLine(1, policy)).toMatchObject({ quantity: 1, unitFen: 30_00, amountFen: 30_00 });
    expect(overtimeLine(31, policy)).toMatchObject({ quantity: 2, amountFen: 60_00 });
    const { order } = value(extendService(serving, 45, policy, by('U', afterStart(60))));
    expect(order.shifts[0]?.during.endsAt).toEqual(afterStart(300));
    expect(order.charge.totalFen).toBe(259_00);
    expect(balanceFen(order)).toBe(60_00);
  });

  test('but not more than the policy allows, and only of the last shift', () => {
    for (const minutes of [0, -30, 241, 10.5])
      expect(refusal(extendService(serving, minutes, policy, by('U', afterStart(60))))).toEqual({
        type: 'ExtensionTooLong',
        longestMinutes: 240,
      });
    expect(refusal(extendService(care, 30, policy, by('U', afterStart(60))))).toEqual({
      type: 'ShiftsRemain',
      nextShiftNo: 2,
    });
  });

  test('a shift is handed over to the escort of the next one', () => {
    const { order, events } = value(handOverShift(care, policy, by('E', afterStart(720))));
    expect(order).toMatchObject({ status: 'SERVING', currentShiftNo: 2 });
    expect(order.shifts.map(({ begunAt }) => begunAt)).toEqual([afterStart(0), afterStart(720)]);
    expect(servingEscort(order)).toBe(anotherEscort().id);
    expect(events).toMatchObject([{ type: 'ShiftHandedOver', refs: { escortId: anotherEscort().id } }]);
    expect(refusal(handOverShift(order, policy, by('E', afterStart(1440))))).toEqual({ type: 'NoNextShift' });
    const uncovered = covered(care, care.shifts[0]?.cover ?? open, open);
    expect(refusal(handOverShift(uncovered, policy, by('E', afterStart(720))))).toEqual({
      type: 'NextShiftUncovered',
      shiftNo: 2,
    });
  });
});

test('O14 a shift is handed over near its end only', () => {
  const from = afterStart(720 - 30);
  expect(refusal(handOverShift(care, policy, by('E', minutesAfter(from, -1))))).toEqual({
    type: 'HandOverTooSoon',
    from,
  });
  expect(handOverShift(care, policy, by('E', from)).ok).toBe(true);
});

describe('O15 end', () => {
  test('asks the escort for the required steps, and the last shift', () => {
    expect(refusal(end(240, 'E', ['consultation']))).toEqual({ type: 'StepsMissing', steps: ['returned'] });
    const endCare = (order: typeof care) =>
      endService(order, loggedAt(720, ['condition']), policy, by('E', afterStart(720)));
    expect(refusal(endCare(care))).toEqual({ type: 'ShiftsRemain', nextShiftNo: 2 });
    expect(endCare({ ...care, currentShiftNo: 2 }).ok).toBe(true);
  });

  test('is not for the first half hour of a visit, which costs the same however short it is', () => {
    expect(refusal(end(29))).toEqual({ type: 'EndTooSoon', from: afterStart(30) });
    expect(value(end(30)).order.charge.totalFen).toBe(199_00);
    const late = { ...serving, startedAt: afterStart(230) };
    const endLate = (minutes: number) =>
      endService(late, loggedAt(minutes), policy, by('E', afterStart(minutes)));
    expect(refusal(endLate(239))).toEqual({ type: 'EndTooSoon', from: afterStart(240) });
    expect(endLate(240).ok).toBe(true);
  });

  test('costs less of care, by the whole half hours that it ended early beyond the grace', () => {
    const night = { ...care, currentShiftNo: 2 };
    const total = (minutes: number) =>
      value(endService(night, loggedAt(minutes, ['condition']), policy, by('E', afterStart(minutes)))).order
        .charge.totalFen;
    const credit = (halfHours: number) => 199_00 - Math.floor((199_00 * halfHours * 30) / 1440);
    expect([1440, 1425, 1411, 1410, 1381, 1380].map(total)).toEqual([0, 0, 0, 1, 1, 2].map(credit));
    expect(total(721)).toBe(credit(23));
  });

  test('lets the system end what nobody ended, at no cost that nobody has witnessed', () => {
    const { order } = value(end(480, 'SYS', []));
    expect(order).toMatchObject({ status: 'ENDED', charge: { totalFen: 199_00 } });
  });

  test('charges overtime until the last entry of the log, not until somebody remembers to end', () => {
    const total = (lastEntry: number, endedAt: number) =>
      value(endService(serving, loggedAt(lastEntry), policy, by('E', afterStart(endedAt)))).order.charge
        .totalFen;
    expect(total(235, 480)).toBe(199_00);
    expect(total(255, 480)).toBe(199_00);
    expect(total(300, 480)).toBe(total(300, 300));
    expect(total(300, 300)).toBeGreaterThan(199_00);
  });

  test('gives back the extra hours of a visit that were not served, as they were paid', () => {
    const extra = { kind: 'extra-hours', quantity: 8, unitFen: fen(60_00), amountFen: fen(480_00) } as const;
    const discount = {
      kind: 'member-discount',
      quantity: 1,
      unitFen: fen(-67_90),
      amountFen: fen(-67_90),
    } as const;
    const [service] = serving.charge.lines;
    if (!service) throw new Error('the order has a line');
    const long = anOrder('SERVING', {
      during: { startsAt: afterStart(0), endsAt: afterStart(720) },
      charge: { ...serving.charge, lines: [service, extra, discount], totalFen: fen(611_10) },
    });
    const total = (minutes: number) =>
      value(endService(long, loggedAt(minutes), policy, by('E', afterStart(minutes)))).order.charge.totalFen;
    expect(total(720)).toBe(611_10);
    expect(total(600)).toBe(611_10 - 108_00);
    expect(total(60)).toBe(611_10 - 432_00);
  });

  test('charges started half hours beyond a grace of 15 minutes, at most 4 hours', () => {
    const overtime = (minutes: number) =>
      value(end(240 + minutes)).order.charge.totalFen - serving.charge.totalFen;
    expect([-60, 0, 15, 16, 30, 31, 240, 600].map(overtime)).toEqual([
      0, 0, 0, 30_00, 30_00, 60_00, 240_00, 240_00,
    ]);
  });

  test('keeps the bill the sum of its lines', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 900 }), (minutes) => {
        const { charge } = value(end(240 + minutes)).order;
        expect(sumMoney(charge.lines.map(({ amountFen }) => amountFen))).toBe(charge.totalFen);
      }),
    );
  });
});

describe('O16 end early', () => {
  const early = (minutes: number, order = serving) =>
    value(endServiceEarly(order, policy, by('E', afterStart(minutes), 'emergency'))).order;

  test('charges pro rata of whole half hours that were not used', () => {
    expect(early(120).charge.totalFen).toBe(99_50);
    expect(early(121).charge.totalFen).toBe(199_00 - 74_62);
    expect(early(240).charge.totalFen).toBe(199_00);
    expect(early(500).charge.totalFen).toBe(199_00);
    expect(overpaidFen(early(120))).toBe(99_50);
  });

  test('keeps the distance, which was travelled', () => {
    const lines = [
      { kind: 'service', quantity: 1, unitFen: fen(200_00), amountFen: fen(200_00) },
      { kind: 'distance', quantity: 2, unitFen: fen(3_00), amountFen: fen(6_00) },
    ] as const;
    const order = { ...serving, charge: { ...serving.charge, lines, totalFen: fen(206_00) } };
    expect(early(0, order).charge.totalFen).toBe(6_00);
  });

  test('gives no more back by the wish of the family than its refund ceiling', () => {
    const order = { ...serving, refundCeiling: 2000 };
    const wished = value(endServiceEarly(order, policy, by('U', afterStart(60), 'tired'))).order;
    expect(overpaidFen(wished)).toBe(39_80);
  });

  test('counts the unused shifts of care', () => {
    expect(early(720, care).charge.totalFen).toBe(99_50);
  });

  test('never charges more than before, nor less than nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 300 }), (minutes) => {
        const { charge } = early(minutes);
        expect(charge.totalFen).toBeGreaterThanOrEqual(0);
        expect(charge.totalFen).toBeLessThanOrEqual(serving.charge.totalFen);
        expect(sumMoney(charge.lines.map(({ amountFen }) => amountFen))).toBe(charge.totalFen);
      }),
    );
  });
});
