import {
  allocateRefund,
  endPayment,
  failRefund,
  openPayment,
  type Payment,
  type Refund,
  requestPolicyRefund,
  submitRefund,
  succeedPayment,
  succeedRefund,
} from '@banzhen/domain/payments';
import { idFrom, type OrderId, type PaymentId, type RefundId } from '@banzhen/domain/shared/ids';
import { fen, subtractMoney, sumMoney } from '@banzhen/domain/shared/money';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const now = new Date('2030-01-09T01:00:00Z');
const created: Payment = {
  id: idFrom<PaymentId>('01900000-00a1-7000-8000-000000000001'),
  orderId: idFrom<OrderId>('01900000-00a2-7000-8000-000000000001'),
  channel: 'wechat',
  amountFen: fen(199_00),
  status: 'CREATED',
  refundReservedFen: fen(0),
  createdAt: now,
  version: 1,
};
const paymentStatuses = ['CREATED', 'PENDING', 'SUCCEEDED', 'CLOSED', 'FAILED'] as const;
const okIn = (step: (payment: Payment) => { readonly ok: boolean }) =>
  paymentStatuses.filter((status) => step({ ...created, status }).ok);

describe('payments (P1–P4)', () => {
  test('open once, and end only while they live', () => {
    expect(okIn((payment) => openPayment(payment, 'https://pay.example/1'))).toEqual(['CREATED']);
    expect(okIn((payment) => endPayment(payment, 'CLOSED'))).toEqual(['CREATED', 'PENDING']);
    expect(okIn((payment) => endPayment(payment, 'FAILED'))).toEqual(['CREATED', 'PENDING']);
  });

  test('succeed whatever was thought before, but once', () => {
    expect(okIn((payment) => succeedPayment(payment, 'wx-1', 'taken'))).toEqual([
      'CREATED',
      'PENDING',
      'CLOSED',
      'FAILED',
    ]);
  });

  test('step one version at a time and keep their number', () => {
    const opened = openPayment(created, 'https://pay.example/1');
    const paid = opened.ok && succeedPayment(opened.value, 'wx-1', 'late');
    expect(paid).toMatchObject({
      ok: true,
      value: { id: created.id, status: 'SUCCEEDED', use: 'late', providerRef: 'wx-1', version: 3 },
    });
  });
});

describe('refunds (R1–R5)', () => {
  const requested = requestPolicyRefund({
    id: idFrom<RefundId>('01900000-00a3-7000-8000-000000000001'),
    paymentId: created.id,
    orderId: created.orderId,
    amountFen: fen(100),
    reason: 'cancelled',
    createdAt: now,
  });
  const statuses = ['APPROVED', 'SUBMITTED', 'SUCCEEDED', 'FAILED', 'MANUAL'] as const;
  const refundOkIn = (step: (refund: Refund) => { readonly ok: boolean }) =>
    statuses.filter((status) => step({ ...requested, status }).ok);

  test('of an amount that the policy decided are approved and due at once', () => {
    expect(requested).toMatchObject({ status: 'APPROVED', attempts: 0, nextTryAt: now, version: 1 });
  });

  test('are sent again until they succeed, and never undone', () => {
    expect(refundOkIn((refund) => submitRefund(refund, now))).toEqual(['APPROVED', 'SUBMITTED', 'FAILED']);
    expect(refundOkIn(failRefund)).toEqual(['SUBMITTED']);
    expect(refundOkIn(succeedRefund)).not.toContain('SUCCEEDED');
  });

  test('keep their number on every retry, with growing pauses up to an hour', () => {
    let refund: Refund = requested;
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++) {
      const sent = submitRefund(refund, now);
      if (!sent.ok) throw new Error('not sent');
      refund = sent.value;
      pauses.push((refund.nextTryAt.getTime() - now.getTime()) / 1000);
    }
    expect(refund).toMatchObject({ id: requested.id, attempts: 12, version: 13 });
    expect(pauses.slice(0, 4)).toEqual([10, 20, 40, 80]);
    expect(pauses.at(-1)).toBe(3600);
    expect([...pauses].sort((left, right) => left - right)).toEqual(pauses);
  });
});

describe('spreading a refund over payments', () => {
  const payments = fc.array(
    fc.record({
      amount: fc.integer({ min: 1, max: 100_000 }),
      reserved: fc.nat(100_000),
      minute: fc.nat(1000),
      use: fc.constantFrom('taken' as const, 'late' as const, 'duplicate' as const),
      status: fc.constantFrom('SUCCEEDED' as const, 'CLOSED' as const),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const made = (
    list: readonly {
      amount: number;
      reserved: number;
      minute: number;
      use: NonNullable<Payment['use']>;
      status: Payment['status'];
    }[],
  ) =>
    list.map(
      ({ amount, reserved, minute, use, status }, index): Payment => ({
        ...created,
        id: idFrom<PaymentId>(`01900000-00a1-7000-8000-00000000001${index}`),
        amountFen: fen(amount),
        refundReservedFen: fen(Math.min(amount, reserved)),
        createdAt: new Date(now.getTime() + minute * 60_000),
        use,
        status,
      }),
    );
  const left = (payment: Payment) => subtractMoney(payment.amountFen, payment.refundReservedFen);

  test('gives exactly the amount, from what is left of taken payments, the newest first', () => {
    fc.assert(
      fc.property(payments, fc.integer({ min: 0, max: 10_000 }), (list, part) => {
        const all = made(list);
        const usable = all.filter(({ status, use }) => status === 'SUCCEEDED' && use === 'taken');
        const possible = sumMoney(usable.map(left));
        const amount = fen(Math.floor((possible * part) / 10_000));
        const parts = allocateRefund(all, amount);
        expect(sumMoney(parts.map((one) => one.amountFen))).toBe(amount);
        for (const one of parts) {
          expect(usable).toContain(one.payment);
          expect(one.amountFen).toBeGreaterThan(0);
          expect(one.amountFen).toBeLessThanOrEqual(left(one.payment));
        }
        const times = parts.map((one) => one.payment.createdAt.getTime());
        expect([...times].sort((a, b) => b - a)).toEqual(times);
        for (const one of parts.slice(0, -1)) expect(one.amountFen).toBe(left(one.payment));
        expect(() => allocateRefund(all, fen(possible + 1))).toThrow();
      }),
    );
  });
});
