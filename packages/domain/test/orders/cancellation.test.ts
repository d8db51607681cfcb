import {
  type CancellationQuote,
  cancellationSplit,
  cancelOrder,
  cancelUnserved,
  checkCancellationQuote,
  type Fault,
  keptFen,
  type MoneySplit,
  noShowSplit,
  type Order,
  orderStatuses,
  unservedSplit,
} from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { type CancellationQuoteId, idFrom } from '@banzhen/domain/shared/ids';
import { addMoney, fen, portion, sumMoney } from '@banzhen/domain/shared/money';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import { anEscort, anOrder } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterStart, by, orderIn, refusal, value } from './acts.js';

const hour = 60;
const faults: readonly Fault[] = ['family', 'escort', 'clinic', 'emergency', 'platform'];
const whole = ({ refundFen, escortFen, platformFen }: MoneySplit): number =>
  sumMoney([refundFen, escortFen, platformFen]);

const rate = fc.integer({ min: 0, max: 10_000 });
const smallAmount = fc.integer({ min: 0, max: 500_00 }).map(fen);
const policies: fc.Arbitrary<VisitPolicy> = fc
  .record({
    tiers: fc.array(fc.record({ hoursBefore: fc.integer({ min: 0, max: 96 }), refund: rate }), {
      maxLength: 4,
    }),
    onTheWayRefund: rate,
    escortShareOfFee: rate,
    travelCompensationFen: smallAmount,
    hourCompensationFen: smallAmount,
    patientRefund: rate,
  })
  .map(({ patientRefund, tiers, ...rest }) => ({
    ...policy,
    cancellation: {
      ...policy.cancellation,
      ...rest,
      tiers: [...tiers].sort((left, right) => right.hoursBefore - left.hoursBefore),
    },
    noShow: { ...policy.noShow, patientRefund },
  }));
const orders: fc.Arbitrary<Order> = fc
  .record({
    status: fc.constantFrom(...orderStatuses),
    captured: fc.integer({ min: 0, max: 9_000_000_00 }),
    part: rate,
  })
  .map(({ status, captured, part }) => {
    const order = orderIn(status);
    const refundRequestedFen = portion(fen(captured), part);
    return { ...order, money: { ...order.money, capturedFen: fen(captured), refundRequestedFen } };
  });

type Split = (order: Order, rules: VisitPolicy, fault: Fault, minutes: number) => MoneySplit;
const split: Split = (order, rules, fault, minutes) =>
  cancellationSplit(order, rules, fault, afterStart(minutes)).split;
const addsUp = (of: Split) =>
  fc.property(
    orders,
    policies,
    fc.constantFrom(...faults),
    fc.integer({ min: -6000, max: 600 }),
    (order, rules, fault, minutes) => {
      const parts = of(order, rules, fault, minutes);
      return (
        whole(parts) === keptFen(order) &&
        parts.refundFen >= 0 &&
        parts.escortFen >= 0 &&
        parts.platformFen >= 0
      );
    },
  );

describe('a cancellation quote', () => {
  test('sums to what was captured, for every status, time, fault and policy', () => {
    fc.assert(addsUp(split), { numRuns: 1000 });
  });

  test('would lose fen if each part were rounded by itself: the same property catches it', () => {
    const naive: Split = (order, { cancellation }) => {
      const paid = keptFen(order);
      const fee = 10_000 - cancellation.onTheWayRefund;
      return {
        refundFen: portion(paid, cancellation.onTheWayRefund),
        escortFen: portion(paid, Math.floor((fee * 7000) / 10_000)),
        platformFen: portion(paid, Math.floor((fee * 3000) / 10_000)),
        compensationFen: fen(0),
      };
    };
    expect(fc.check(addsUp(naive), { numRuns: 1000, seed: 1, endOnFailure: true }).failed).toBe(true);
  });

  test('follows the tiers to the minute (O20)', () => {
    const accepted = anOrder('ACCEPTED');
    const at = (minutes: number) => cancellationSplit(accepted, policy, 'family', afterStart(minutes));
    const answers = [-24 * hour, -24 * hour + 1, -4 * hour, -4 * hour + 1, 15].map((minutes) => {
      const { rule, split: parts } = at(minutes);
      return [rule, parts.refundFen, parts.escortFen, parts.platformFen];
    });
    expect(answers).toEqual([
      ['24h', 199_00, 0, 0],
      ['4h', 179_10, 13_93, 5_97],
      ['4h', 179_10, 13_93, 5_97],
      ['0h', 139_30, 41_79, 17_91],
      ['0h', 139_30, 41_79, 17_91],
    ]);
    expect(at(-60).split.escortId).toBe(anEscort().id);
  });

  test('pays travel and an hour once the escort is on the way, never more than the fee', () => {
    for (const status of ['EN_ROUTE', 'ARRIVED'] as const) {
      const order = orderIn(status);
      expect(cancellationSplit(order, policy, 'family', afterStart(-10))).toEqual({
        rule: 'on-the-way',
        split: {
          refundFen: 99_50,
          escortFen: 90_00,
          platformFen: 9_50,
          compensationFen: 0,
          escortId: anEscort().id,
        },
      });
      const cheap = { ...order, money: { ...order.money, capturedFen: fen(100_00) } };
      expect(cancellationSplit(cheap, policy, 'family', afterStart(-10)).split).toMatchObject({
        refundFen: 50_00,
        escortFen: 50_00,
        platformFen: 0,
      });
    }
  });

  test('gives everything back before an escort accepted, and for every fault but the family’s (O19)', () => {
    for (const status of ['PAID', 'ASSIGNED'] as const)
      expect(cancellationSplit(orderIn(status), policy, 'family', afterStart(-1))).toMatchObject({
        rule: 'full',
        split: { refundFen: 199_00 },
      });
    for (const status of ['ACCEPTED', 'EN_ROUTE', 'ARRIVED'] as const)
      for (const fault of faults.filter((one) => one !== 'family'))
        expect(cancellationSplit(orderIn(status), policy, fault, afterStart(-1))).toMatchObject({
          rule: 'full',
          split: { refundFen: 199_00, escortFen: 0, platformFen: 0 },
        });
  });

  test('gives everything back once the escort is 15 minutes late, whoever cancels (O22)', () => {
    for (const order of [anOrder('ACCEPTED'), anOrder('EN_ROUTE')])
      expect(cancellationSplit(order, policy, 'family', afterStart(16))).toMatchObject({
        rule: 'escort-late',
        split: { escortFen: 0, platformFen: 0 },
      });
  });

  test('a better tier never gives back less', () => {
    const order = anOrder('ACCEPTED');
    fc.assert(
      fc.property(fc.integer({ min: -3000, max: -985 }), fc.nat(1000), (minutes, earlier) => {
        const refund = (at: number) => split(order, policy, 'family', at).refundFen;
        expect(refund(minutes - earlier)).toBeGreaterThanOrEqual(refund(minutes));
      }),
    );
  });

  test('holds for 5 minutes, and while the same question has the same answer', () => {
    const order = anOrder('ACCEPTED');
    const now = afterStart(-300);
    const quote: CancellationQuote = {
      id: idFrom<CancellationQuoteId>('01900000-00dd-7000-8000-000000000001'),
      orderId: order.id,
      orderVersion: order.version,
      fault: 'family',
      ...cancellationSplit(order, policy, 'family', now),
      expiresAt: minutesAfter(now, policy.cancellation.quoteValidMinutes),
    };
    const check = (of: Order, at = minutesAfter(now, 4)) =>
      checkCancellationQuote(quote, of, policy, by('U', at));
    const later = { ...order, version: order.version + 3 };
    expect(check(order).ok).toBe(true);
    expect(check(later).ok).toBe(true);
    const dearer = { ...later.money, capturedFen: addMoney(later.money.capturedFen, fen(1)) };
    for (const answer of [
      check(order, minutesAfter(now, 5)),
      check({ ...later, money: dearer }),
      check({ ...anOrder('EN_ROUTE'), id: order.id, version: later.version }),
      check({ ...later, refundCeiling: 5000 }),
      check(anOrder('ACCEPTED')),
    ])
      expect(refusal(answer)).toEqual({ type: 'QuoteOutdated' });
    // Seen red without the rule: the fee of the family went with the fault of somebody else.
    const kinder = { ...quote, fault: 'platform' } as const;
    expect(checkCancellationQuote(kinder, order, policy, by('D', now, 'outage')).ok).toBe(true);
    expect(refusal(checkCancellationQuote(kinder, order, policy, by('U', now)))).toEqual({
      type: 'QuoteOutdated',
    });
  });
});

describe('no-shows and searches that failed', () => {
  test('the no-show fee sums to what was captured (O21)', () => {
    fc.assert(
      fc.property(orders, policies, (order, rules) => whole(noShowSplit(order, rules)) === keptFen(order)),
    );
    expect(noShowSplit(anOrder('ARRIVED'), policy)).toMatchObject({
      refundFen: 59_70,
      escortFen: 90_00,
      platformFen: 49_30,
    });
  });

  test('an unserved family gets everything, and a compensation when the escort did not come (O22, O23)', () => {
    fc.assert(
      fc.property(orders, (order) => {
        expect(whole(unservedSplit(order, policy, 'unmatched'))).toBe(keptFen(order));
        expect(unservedSplit(order, policy, 'unmatched').compensationFen).toBe(0);
        const missed = unservedSplit(order, policy, 'escort-no-show');
        expect(addMoney(missed.refundFen, missed.compensationFen)).toBe(keptFen(order) + 50_00);
      }),
    );
  });

  test('name their cause on the order', () => {
    const causes = [
      value(cancelOrder(anOrder('ACCEPTED'), by('U', afterStart(-60)))).order.cause,
      value(cancelOrder(anOrder('PAID'), by('D', afterStart(-60), 'asked'))).order.cause,
      value(cancelUnserved(anOrder('PAID'), 'unmatched', by('SYS', afterStart(-60)))).order.cause,
      value(cancelUnserved(anOrder('ACCEPTED'), 'escort-no-show', by('D', afterStart(20), 'unreachable')))
        .order.cause,
    ];
    expect(causes).toEqual(['family', 'dispatcher', 'unmatched', 'escort-no-show']);
  });

  test('keep when it was paid, and forget what only a live order has', () => {
    const { order } = value(cancelOrder(anOrder('EN_ROUTE'), by('U', afterStart(-30))));
    expect(order.paidAt).toEqual(anOrder('EN_ROUTE').paidAt);
    expect(order).not.toHaveProperty('departedAt');
  });
});
