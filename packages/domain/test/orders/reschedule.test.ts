import { balanceFen, overpaidFen, payableFen, rescheduleOrder } from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { fen } from '@banzhen/domain/shared/money';
import { anOrder } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { afterStart, by, dayAndNight, orderIn, refusal, value } from './acts.js';

const now = afterStart(-30 * 60);
const nextDay = [{ startsAt: afterStart(1440), endsAt: afterStart(1680) }];
const accepted = anOrder('ACCEPTED');
const to = { shifts: nextDay, charge: accepted.charge, escortsAreFree: true, namedShifts: [] };

describe('O10 reschedule', () => {
  test('keeps the status when the escorts are free, and searches anew when they are not', () => {
    for (const status of ['PENDING_PAYMENT', 'PAID', 'ASSIGNED', 'ACCEPTED'] as const) {
      const order = orderIn(status);
      const kept = value(rescheduleOrder(order, to, policy, by('U', now))).order;
      expect(kept.status).toBe(status);
      expect(kept.shifts[0]?.during).toEqual(nextDay[0]);
      expect(kept.shifts[0]?.cover).toEqual(order.shifts[0]?.cover);
      const lost = value(
        rescheduleOrder(order, { ...to, escortsAreFree: false }, policy, by('U', now)),
      ).order;
      expect(lost.status).toBe(status === 'PENDING_PAYMENT' ? status : 'PAID');
      expect(lost.shifts[0]?.cover).toEqual({ kind: 'open' });
    }
  });

  test('tells from when to when the visit was moved', () => {
    const { events } = value(rescheduleOrder(accepted, to, policy, by('U', now)));
    expect(events.map(({ refs }) => refs)).toEqual([
      { movedFrom: afterStart(0).toISOString(), movedTo: afterStart(1440).toISOString() },
    ]);
  });

  test('is given twice to the family, and more often to a dispatcher', () => {
    const once = value(rescheduleOrder(accepted, to, policy, by('U', now))).order;
    const twice = value(rescheduleOrder(once, to, policy, by('U', now))).order;
    expect(twice.familyReschedules).toBe(2);
    expect(refusal(rescheduleOrder(twice, to, policy, by('U', now)))).toEqual({
      type: 'TooManyReschedules',
      limit: 2,
    });
    const moved = value(rescheduleOrder(twice, to, policy, by('D', now, 'clinic asked'))).order;
    expect(moved.familyReschedules).toBe(2);
  });

  test('ends for the family 4 h before the visit', () => {
    const cutOffAt = afterStart(-240);
    expect(rescheduleOrder(accepted, to, policy, by('U', cutOffAt)).ok).toBe(true);
    expect(refusal(rescheduleOrder(accepted, to, policy, by('U', minutesAfter(cutOffAt, 1))))).toEqual({
      type: 'PastCutOff',
      cutOffAt,
    });
    expect(rescheduleOrder(accepted, to, policy, by('D', afterStart(-1), 'late bus')).ok).toBe(true);
  });

  test('holds the new time against notice and horizon', () => {
    const soon = [{ startsAt: minutesAfter(now, 119), endsAt: minutesAfter(now, 300) }];
    expect(refusal(rescheduleOrder(accepted, { ...to, shifts: soon }, policy, by('U', now))).type).toBe(
      'TooSoon',
    );
    const far = [{ startsAt: minutesAfter(now, 31 * 1440), endsAt: minutesAfter(now, 32 * 1440) }];
    expect(refusal(rescheduleOrder(accepted, { ...to, shifts: far }, policy, by('U', now))).type).toBe(
      'TooFarAhead',
    );
  });

  test('keeps the number of shifts', () => {
    for (const shifts of [[], dayAndNight])
      expect(refusal(rescheduleOrder(accepted, { ...to, shifts }, policy, by('U', now)))).toEqual({
        type: 'OtherShiftCount',
        expected: 1,
      });
  });

  test('owes or gives back only the difference', () => {
    const dearer = { ...to, charge: { ...accepted.charge, totalFen: fen(229_00) } };
    const owing = value(rescheduleOrder(accepted, dearer, policy, by('U', now))).order;
    expect([payableFen(owing), overpaidFen(owing)]).toEqual([30_00, 0]);
    const cheaper = { ...to, charge: { ...accepted.charge, totalFen: fen(150_00) } };
    const overpaid = value(rescheduleOrder(accepted, cheaper, policy, by('U', now))).order;
    expect([payableFen(overpaid), overpaidFen(overpaid), balanceFen(overpaid)]).toEqual([0, 49_00, -49_00]);
  });
});
