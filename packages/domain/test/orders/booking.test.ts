import {
  cancelUnpaid,
  checkBooking,
  checkShiftLengths,
  checkVisitTime,
  createOrder,
  payableFen,
  settlePayment,
} from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { idFrom, type OrderId, type PaymentId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { anOrder, aQuote, wednesdayMorning } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { afterStart, by, dayAndNight, orderIn, refusal, value } from './acts.js';

const paymentId = idFrom<PaymentId>('01900000-00aa-7000-8000-000000000001');
const pay = (amount: number) => ({ paymentId, amountFen: fen(amount) });

describe('O1 create', () => {
  const quote = aQuote();
  const created = createOrder(
    {
      id: idFrom<OrderId>('01900000-00aa-7000-8000-000000000002'),
      orderNo: 'BZ1',
      tenantId: quote.tenantId,
      cityCode: quote.cityCode,
      bookedBy: quote.accountId,
      patientId: quote.patientId,
      hospitalId: quote.hospitalId,
      service: quote.service,
      wishes: {},
      charge: { quoteId: quote.id, lines: quote.lines, totalFen: quote.totalFen },
      policyVersion: 1,
      shifts: dayAndNight,
      visitCode: '123456',
    },
    policy,
    by('U', quote.createdAt),
  );

  test('gives an unpaid order that keeps the quoted lines for 15 minutes', () => {
    expect(created.order).toMatchObject({
      status: 'PENDING_PAYMENT',
      version: 1,
      charge: { totalFen: 199_00 },
    });
    expect(created.order.payBy).toEqual(minutesAfter(quote.createdAt, 15));
    expect(created.order.shifts.map(({ no, cover }) => [no, cover.kind])).toEqual([
      [1, 'open'],
      [2, 'open'],
    ]);
    expect(created.events).toMatchObject([
      { type: 'OrderCreated', row: 'O1', from: null, to: 'PENDING_PAYMENT' },
    ]);
  });

  test('books no shift of less than half an hour', () => {
    const lasting = (minutes: number) => ({ startsAt: afterStart(0), endsAt: afterStart(minutes) });
    expect(checkShiftLengths([lasting(30)], policy).ok).toBe(true);
    for (const shifts of [[lasting(29.9)], [lasting(1 / 60_000)], [...dayAndNight, lasting(29)]])
      expect(refusal(checkShiftLengths(shifts, policy))).toEqual({ type: 'TooShort', shortestMinutes: 30 });
  });

  test('keeps notice and horizon to the minute', () => {
    const { startsAt } = wednesdayMorning;
    const check = (now: Date) => checkVisitTime(wednesdayMorning, policy, now);
    expect(check(minutesAfter(startsAt, -120)).ok).toBe(true);
    expect(refusal(check(minutesAfter(startsAt, -119)))).toEqual({
      type: 'TooSoon',
      earliestStart: minutesAfter(startsAt, 1),
    });
    expect(check(minutesAfter(startsAt, -30 * 1440)).ok).toBe(true);
    expect(refusal(check(minutesAfter(startsAt, -30 * 1440 - 1))).type).toBe('TooFarAhead');
  });

  test('asks for current consent, a real name and few unpaid orders', () => {
    const fine = { consentedScopeVersion: 1, patientIsRealNamed: true, unpaidOrders: 2, overdueOrders: 0 };
    expect(checkBooking(fine, policy).ok).toBe(true);
    expect(refusal(checkBooking({ ...fine, consentedScopeVersion: 0 }, policy))).toEqual({
      type: 'ScopeConsentOutdated',
      current: 1,
    });
    expect(refusal(checkBooking({ ...fine, patientIsRealNamed: false }, policy)).type).toBe(
      'PatientNotRealNamed',
    );
    expect(refusal(checkBooking({ ...fine, overdueOrders: 1 }, policy))).toEqual({ type: 'BalanceOverdue' });
    expect(refusal(checkBooking({ ...fine, unpaidOrders: 3 }, policy))).toEqual({
      type: 'TooManyUnpaidOrders',
      limit: 3,
    });
  });
});

describe('O2 settle payment', () => {
  const unpaid = anOrder('PENDING_PAYMENT');
  const act = by('PSP', minutesAfter(unpaid.createdAt, 3));

  test('takes exactly what is due and starts the search', () => {
    const { order, events } = value(settlePayment(unpaid, pay(199_00), act));
    expect(order).toMatchObject({ status: 'PAID', paidAt: act.now, searchSince: act.now });
    expect(order.money.capturedFen).toBe(199_00);
    expect(events).toMatchObject([{ type: 'OrderPaid', refs: { paymentId, amountFen: 199_00 } }]);
    expect(order).not.toHaveProperty('payBy');
  });

  test('refuses every other amount, and who is not the provider', () => {
    for (const amount of [199_01, 198_99, 1])
      expect(refusal(settlePayment(unpaid, pay(amount), act))).toEqual({
        type: 'WrongAmount',
        dueFen: 199_00,
      });
    expect(refusal(settlePayment(unpaid, pay(199_00), by('U', act.now))).type).toBe('NotForThisRole');
  });

  test('lets the system settle an order that costs nothing', () => {
    const free = { ...unpaid, charge: { ...unpaid.charge, lines: [], totalFen: fen(0) } };
    expect(value(settlePayment(free, { amountFen: fen(0) }, by('SYS', act.now))).order.status).toBe('PAID');
    expect(refusal(settlePayment(free, pay(1), act))).toEqual({ type: 'WrongAmount', dueFen: 0 });
  });

  test('gives late and second successes back (O2x)', () => {
    const taken = anOrder('PAID');
    expect(refusal(settlePayment(taken, pay(199_00), act))).toEqual({
      type: 'PaymentNotPayable',
      reason: 'duplicate',
    });
    const expired = value(cancelUnpaid(unpaid, 'expire_payment', by('SYS', unpaid.payBy))).order;
    expect(refusal(settlePayment(expired, pay(199_00), act))).toEqual({
      type: 'PaymentNotPayable',
      reason: 'late',
    });
  });

  test('takes a balance before the visit, during it and after it', () => {
    for (const [status, row] of [
      ['ACCEPTED', 'O10'],
      ['SERVING', 'O10'],
      ['ENDED', 'O18'],
    ] as const) {
      const order = orderIn(status);
      const owing = { ...order, charge: { ...order.charge, totalFen: fen(229_00) } };
      expect(payableFen(owing)).toBe(30_00);
      const paid = value(settlePayment(owing, pay(30_00), act));
      expect(paid.order.status).toBe(status);
      expect(paid.events).toMatchObject([{ type: 'BalancePaid', row }]);
      expect(payableFen(paid.order)).toBe(0);
    }
  });

  test('nothing is payable in a terminal state', () => {
    for (const status of ['FINISHED', 'CANCELLED', 'NO_SHOW'] as const) {
      const order = orderIn(status);
      expect(payableFen({ ...order, charge: { ...order.charge, totalFen: fen(999_00) } })).toBe(0);
    }
  });
});

describe('O3 cancel and expire', () => {
  const unpaid = anOrder('PENDING_PAYMENT');

  test('expires when the time to pay is over, and not before', () => {
    expect(
      refusal(cancelUnpaid(unpaid, 'expire_payment', by('SYS', minutesAfter(unpaid.payBy, -1)))),
    ).toEqual({
      type: 'NotDueYet',
      dueAt: unpaid.payBy,
    });
    const { order } = value(cancelUnpaid(unpaid, 'expire_payment', by('SYS', unpaid.payBy)));
    expect(order).toMatchObject({ status: 'CANCELLED', cause: 'payment-expired' });
  });

  test('names who gave up', () => {
    expect(value(cancelUnpaid(unpaid, 'cancel_unpaid', by('U', afterStart(-2000)))).order.cause).toBe(
      'family',
    );
    expect(
      value(cancelUnpaid(unpaid, 'cancel_unpaid', by('D', afterStart(-2000), 'asked'))).order.cause,
    ).toBe('dispatcher');
  });
});
