import {
  familyStateOf,
  isTerminal,
  orderStatuses,
  paymentAxisOf,
  refundAxisOf,
  tableStateOf,
} from '@banzhen/domain/orders';
import { fen, zeroFen } from '@banzhen/domain/shared/money';
import { anOrder } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';

describe('display states', () => {
  test('of the table (B76): every status has one of the six, and all six are used', () => {
    expect(Object.fromEntries(orderStatuses.map((status) => [status, tableStateOf(status)]))).toEqual({
      PENDING_PAYMENT: 'PENDING_PAYMENT',
      PAID: 'PAID',
      ASSIGNED: 'PAID',
      ACCEPTED: 'AWAITING_SERVICE',
      EN_ROUTE: 'AWAITING_SERVICE',
      ARRIVED: 'AWAITING_SERVICE',
      SERVING: 'SERVING',
      ENDED: 'SERVING',
      FINISHED: 'FINISHED',
      CANCELLED: 'CANCELLED',
      NO_SHOW: 'CANCELLED',
    });
    expect(new Set(orderStatuses.map(tableStateOf)).size).toBe(6);
  });

  test('of the family (B17): every paid status has one of the five', () => {
    const states = orderStatuses.filter((status) => status !== 'PENDING_PAYMENT').map(familyStateOf);
    expect(new Set(states)).toEqual(
      new Set(['BOOKED', 'AWAITING_SERVICE', 'SERVING', 'FINISHED', 'CANCELLED']),
    );
    expect(familyStateOf('PENDING_PAYMENT')).toBeUndefined();
    expect(familyStateOf('ASSIGNED')).toBe('BOOKED');
  });

  test('are final exactly when the status is', () => {
    for (const status of orderStatuses)
      expect(isTerminal(status)).toBe(['FINISHED', 'CANCELLED'].includes(tableStateOf(status)));
  });
});

describe('money axes', () => {
  const money = {
    capturedFen: zeroFen,
    refundRequestedFen: zeroFen,
    refundedFen: zeroFen,
    waivedFen: zeroFen,
    earnedFen: zeroFen,
  };
  const { charge } = anOrder('PAID');

  test('payment', () => {
    const axis = (captured: number) =>
      paymentAxisOf(anOrder('PAID', { charge, money: { ...money, capturedFen: fen(captured) } }));
    expect([0, 1, 199_00, 199_01].map(axis)).toEqual(['none', 'partial', 'paid', 'overpaid']);
  });

  test('payment counts what went back and what was waived, and an ended order owes nothing', () => {
    const paid = (captured: number, back: number, waived: number) => ({
      charge,
      money: {
        ...money,
        capturedFen: fen(captured),
        refundRequestedFen: fen(back),
        waivedFen: fen(waived),
      },
    });
    const ended = (...amounts: [number, number, number]) => paymentAxisOf(anOrder('ENDED', paid(...amounts)));
    expect(ended(250_00, 51_00, 0)).toBe('paid');
    expect(ended(250_00, 0, 0)).toBe('overpaid');
    expect(ended(150_00, 0, 49_00)).toBe('paid');
    expect(ended(199_00, 1_00, 0)).toBe('partial');
    expect(paymentAxisOf(anOrder('CANCELLED', paid(199_00, 199_00, 0)))).toBe('paid');
    expect(paymentAxisOf(anOrder('CANCELLED', paid(0, 0, 0)))).toBe('none');
  });

  test('refund', () => {
    const axis = (requested: number, refunded: number) =>
      refundAxisOf({
        ...money,
        capturedFen: fen(100),
        refundRequestedFen: fen(requested),
        refundedFen: fen(refunded),
      });
    expect([axis(0, 0), axis(50, 0), axis(50, 20), axis(50, 50), axis(100, 100)]).toEqual([
      'none',
      'pending',
      'pending',
      'partial',
      'full',
    ]);
  });
});
