import {
  checkReview,
  closeReview,
  confirmOrder,
  earningsOf,
  keptFen,
  markOverdue,
  markPatientNoShow,
  type Order,
  recordRefund,
  refundAxisOf,
  requestRefund,
  type Shift,
} from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { fen, sumMoney } from '@banzhen/domain/shared/money';
import { aFamily, anEscort, anOrder, anotherEscort } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterStart, by, covered, dayAndNight, open, refusal, value } from './acts.js';

const accepted = (escortId: ReturnType<typeof anEscort>['id']): Shift['cover'] => ({
  kind: 'accepted',
  escortId,
  seq: 1,
  acceptedAt: afterStart(-1440),
});
const withMoney = (order: Order, captured: number, goingBack: number): Order => ({
  ...order,
  money: { ...order.money, capturedFen: fen(captured), refundRequestedFen: fen(goingBack) },
});
const earnedSum = (order: Order, rates = policy): number => {
  const { shares, commissionFen, taxFen } = earningsOf(order, rates);
  return sumMoney([...shares.map(({ amountFen }) => amountFen), commissionFen, taxFen]);
};

describe('earnings (O17)', () => {
  const covers = fc.array(fc.constantFrom(accepted(anEscort().id), accepted(anotherEscort().id), open), {
    minLength: 2,
    maxLength: 2,
  });
  const money = fc
    .tuple(fc.integer({ min: 0, max: 5_000_000_00 }), fc.integer({ min: 0, max: 10_000 }))
    .map(([captured, part]) => ({ captured, goingBack: Math.floor((captured * part) / 10_000) }));
  const rates = fc
    .tuple(fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 0, max: 2000 }))
    .map(([commission, tax]) => ({ ...policy, settlement: { ...policy.settlement, commission, tax } }));
  const lengths = fc.tuple(fc.integer({ min: 1, max: 10 ** 8 }), fc.integer({ min: 1, max: 10 ** 8 }));

  test('sum to what the family paid, whatever was covered, for every rate and length', () => {
    fc.assert(
      fc.property(covers, money, rates, lengths, (pair, { captured, goingBack }, settlement, [one, two]) => {
        const start = afterStart(0).getTime();
        const during = [
          { startsAt: new Date(start), endsAt: new Date(start + one) },
          { startsAt: new Date(start + one), endsAt: new Date(start + one + two) },
        ];
        const order = withMoney(covered(anOrder('ENDED', { during }), ...pair), captured, goingBack);
        expect(earnedSum(order, settlement)).toBe(keptFen(order));
      }),
      { numRuns: 300 },
    );
  });

  test('are shared by the time of the shifts', () => {
    const order = covered(
      anOrder('ENDED', { during: dayAndNight }),
      accepted(anEscort().id),
      accepted(anotherEscort().id),
    );
    expect(earningsOf(order, policy)).toEqual({
      shares: [
        { escortId: anEscort().id, amountFen: 7861 },
        { escortId: anotherEscort().id, amountFen: 7860 },
      ],
      commissionFen: 3980,
      taxFen: 199,
    });
  });
});

describe('O17 confirm', () => {
  const ended = anOrder('ENDED');
  const confirm = (order: typeof ended, as: 'U' | 'SYS' | 'D', minutes: number, waiveBalance = false) =>
    confirmOrder(order, { waiveBalance }, policy, by(as, minutesAfter(ended.endedAt, minutes), 'because'));
  const owing = { ...ended, charge: { ...ended.charge, totalFen: fen(229_00) } };

  test('by the family at once, by the system after 24 h', () => {
    expect(value(confirm(ended, 'U', 1)).order).toMatchObject({
      status: 'FINISHED',
      review: 'open',
      settlement: 'accrued',
    });
    expect(refusal(confirm(ended, 'SYS', 1439))).toEqual({
      type: 'WaitNotOver',
      until: minutesAfter(ended.endedAt, 1440),
    });
    expect(confirm(ended, 'SYS', 1440).ok).toBe(true);
  });

  test('not while a dispute is open', () => {
    for (const dispute of ['open', 'in_review'] as const)
      expect(refusal(confirm({ ...ended, dispute }, 'U', 1))).toEqual({ type: 'DisputeOpen' });
    expect(confirm({ ...ended, dispute: 'resolved' }, 'U', 1).ok).toBe(true);
  });

  test('not while a balance is open, unless a dispatcher lets it go', () => {
    for (const as of ['U', 'SYS'] as const)
      expect(refusal(confirm(owing, as, 5000, true))).toEqual({ type: 'BalanceUnpaid', balanceFen: 30_00 });
    expect(refusal(confirm(owing, 'D', 1)).type).toBe('BalanceUnpaid');
    const { order } = value(confirm(owing, 'D', 1, true));
    expect(order.money.waivedFen).toBe(30_00);
    expect(earnedSum(order)).toBe(199_00);
  });
});

describe('O18 overdue and O21 no-show', () => {
  test('a balance is overdue after 72 h', () => {
    const ended = anOrder('ENDED');
    const at = (minutes: number) =>
      markOverdue(ended, policy, by('SYS', minutesAfter(ended.endedAt, minutes)));
    expect(refusal(at(4319)).type).toBe('WaitNotOver');
    expect(value(at(4320)).order).toMatchObject({ status: 'ENDED', overdue: true });
  });

  test('a patient is absent after 30 minutes of waiting and 2 attempts', () => {
    const arrived = anOrder('ARRIVED');
    const mark = (minutes: number, attempts: number, arrivedAt = arrived.arrivedAt, from = 5, gap = 10) =>
      markPatientNoShow(
        { ...arrived, arrivedAt },
        Array.from({ length: attempts }, (_, no) => afterStart(from + no * gap)),
        policy,
        by('D', afterStart(minutes), 'asked'),
      );
    expect(refusal(mark(29, 2))).toEqual({ type: 'WaitNotOver', until: afterStart(30) });
    expect(refusal(mark(44, 2, afterStart(15)))).toEqual({ type: 'WaitNotOver', until: afterStart(45) });
    expect(refusal(mark(30, 1))).toEqual({ type: 'TooFewContactAttempts', needed: 2 });
    const tooFew = { type: 'TooFewContactAttempts', needed: 2 };
    expect(refusal(mark(30, 2, arrived.arrivedAt, -40))).toEqual(tooFew);
    expect(refusal(mark(30, 2, arrived.arrivedAt, 5, 4))).toEqual(tooFew);
    expect(value(mark(30, 2)).order).toMatchObject({ status: 'NO_SHOW', noShowAt: afterStart(30) });
  });
});

describe('review and refund axes', () => {
  test('a review closes once, and never by itself with stars', () => {
    const finished = anOrder('FINISHED');
    const { order, events } = value(closeReview(finished, 'submitted', by('U', afterStart(999))));
    expect(order.review).toBe('submitted');
    expect(events).toMatchObject([{ type: 'ReviewSubmitted', row: 'V1', from: 'FINISHED', to: 'FINISHED' }]);
    expect(refusal(closeReview(order, 'submitted', by('U', afterStart(999))))).toEqual({
      type: 'ReviewNotOpen',
    });
    expect(value(closeReview(finished, 'expired', by('SYS', afterStart(999)))).events).toMatchObject([
      { type: 'ReviewExpired', row: 'V3' },
    ]);
  });

  test('a review has whole stars and a text of bounded length', () => {
    const review = {
      orderId: anOrder('FINISHED').id,
      escortId: anEscort().id,
      by: aFamily().accountId,
      stars: 5,
      text: '很好',
      at: afterStart(999),
    };
    expect(checkReview(review).ok).toBe(true);
    for (const wrong of [{ stars: 0 }, { stars: 6 }, { stars: 4.5 }, { text: 'x'.repeat(1001) }])
      expect(refusal(checkReview({ ...review, ...wrong })).type).toBe('NotAReview');
  });

  test('a refund is asked for, then recorded', () => {
    const asked = requestRefund(
      anOrder('CANCELLED', { money: anOrder('PAID').money }),
      fen(100_00),
      by('SYS', afterStart(0)),
    );
    expect(keptFen(asked.order)).toBe(99_00);
    expect(refundAxisOf(asked.order.money)).toBe('pending');
    const gone = recordRefund(asked.order, fen(100_00), by('PSP', afterStart(1)));
    expect(refundAxisOf(gone.order.money)).toBe('partial');
    expect([asked.events[0]?.row, gone.events[0]?.row]).toEqual(['R1', 'R4']);
  });
});
