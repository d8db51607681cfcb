import { awaitChoice, cancelForClinic, carryOrder } from '@banzhen/domain/orders';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { describe, expect, test } from 'vitest';
import { afterStart, by, orderIn, refusal, value } from './acts.js';

const now = afterStart(-30 * 60);
const nextDay = (order: ReturnType<typeof orderIn>) =>
  order.shifts.map(({ during }) => ({
    startsAt: new Date(during.startsAt.getTime() + DAY_MS),
    endsAt: new Date(during.endsAt.getTime() + DAY_MS),
  }));

describe('an order whose seat the clinic has changed (O24)', () => {
  test.each(['PENDING_PAYMENT', 'PAID', 'ACCEPTED'] as const)(
    'goes along in %s at its price, counted as nobody’s move',
    (status) => {
      const order = orderIn(status);
      const to = { shifts: nextDay(order), escortsAreFree: true, namedShifts: [] };
      const { order: next, events } = value(carryOrder(order, to, policy, by('SYS', now)));
      expect(next.status).toBe(status);
      expect(next.shifts.map(({ during }) => during)).toEqual(to.shifts);
      expect(next.charge).toEqual(order.charge);
      expect(next.refundCeiling).toBe(order.refundCeiling);
      expect(next.familyReschedules).toBe(order.familyReschedules);
      expect(events[0]).toMatchObject({ row: 'O24', type: 'OrderRescheduled' });
    },
  );

  test('is searched for anew when its escort cannot come then', () => {
    const order = orderIn('ACCEPTED');
    const to = { shifts: nextDay(order), escortsAreFree: false, namedShifts: [] };
    expect(value(carryOrder(order, to, policy, by('SYS', now))).order.status).toBe('PAID');
  });

  test.each(['EN_ROUTE', 'ARRIVED'] as const)('is not moved in %s, only given back', (status) => {
    const order = orderIn(status);
    const to = { shifts: nextDay(order), escortsAreFree: true, namedShifts: [] };
    expect(refusal(carryOrder(order, to, policy, by('SYS', now)))).toMatchObject({
      type: 'IllegalTransition',
      command: 'clinic_changed',
    });
    const ended = value(cancelForClinic(order, 'clinic', by('SYS', now)));
    expect(ended.order).toMatchObject({ status: 'CANCELLED', cause: 'clinic-changed' });
    expect(ended.events[0]?.refs).toMatchObject({ fault: 'clinic' });
  });

  test('is not moved to a time that is too soon', () => {
    const order = orderIn('PAID');
    const to = { shifts: order.shifts.map(({ during }) => during), escortsAreFree: true, namedShifts: [] };
    expect(refusal(carryOrder(order, to, policy, by('SYS', afterStart(-1))))).toMatchObject({
      type: 'TooSoon',
    });
  });

  test('stays as it is while the family chooses, and is served when it is being served', () => {
    const chooseBy = afterStart(-4 * 60);
    const order = orderIn('ACCEPTED');
    const { order: next, events } = value(awaitChoice(order, chooseBy, by('SYS', now)));
    expect(next).toEqual({ ...order, version: order.version + 1 });
    expect(events[0]).toMatchObject({ type: 'ClinicChanged', refs: { chooseBy: chooseBy.toISOString() } });
    for (const status of ['SERVING', 'ENDED', 'FINISHED', 'NO_SHOW', 'CANCELLED'] as const)
      expect(refusal(cancelForClinic(orderIn(status), 'clinic', by('SYS', now)))).toMatchObject({
        type: 'IllegalTransition',
      });
  });
});
