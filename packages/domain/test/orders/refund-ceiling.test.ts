import {
  acceptOffer,
  cancellationSplit,
  changeEscort,
  keptFen,
  type Order,
  overpaidFen,
  releaseEscort,
  requestRefund,
  rescheduleOrder,
} from '@banzhen/domain/orders';
import type { Capacity } from '@banzhen/domain/shared/actor';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { idFrom, type OfferId } from '@banzhen/domain/shared/ids';
import { addMoney, fen, type Money, subtractMoney } from '@banzhen/domain/shared/money';
import { anEscort, anOrder, anotherEscort } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterStart, by, value } from './acts.js';

const hour = 60;
const day = 24 * hour;
const offerId = idFrom<OfferId>('01900000-00fe-7000-8000-000000000001');
const accepted = anOrder('ACCEPTED');
const inTheLastDay = afterStart(-10 * hour);

const startOf = ({ shifts }: Order): Date => shifts[0]?.during.startsAt ?? afterStart(0);
const changed = (order: Order, now: Date, as: Capacity = 'U'): Order => {
  const [shift] = order.shifts;
  const isFirst = shift?.cover.kind === 'accepted' && shift.cover.escortId === anEscort().id;
  const escortId = isFirst ? anotherEscort().id : anEscort().id;
  const terms = { shiftNo: 1, escortId, offerId, expiresAt: startOf(order) };
  return value(changeEscort(order, terms, policy, by(as, now, 'asked'))).order;
};
const taken = (order: Order, now: Date): Order => value(acceptOffer(order, offerId, by('E', now))).order;
const movedTo = (order: Order, startsAt: Date, now: Date, totalFen: Money, as: Capacity = 'U'): Order => {
  const shifts = [{ startsAt, endsAt: minutesAfter(startsAt, 240) }];
  const charge = { ...order.charge, totalFen };
  const to = { shifts, charge, escortsAreFree: true, namedShifts: [] };
  return value(rescheduleOrder(order, to, policy, by(as, now, 'asked'))).order;
};
const wished = (order: Order, now: Date) => cancellationSplit(order, policy, 'family', now);

describe('the refund ceiling', () => {
  test('is what cancelling would have given when the family changes the escort, and holds in the search', () => {
    const order = changed(accepted, inTheLastDay);
    expect(order).toMatchObject({ status: 'ASSIGNED', refundCeiling: 9000 });
    expect(wished(order, inTheLastDay)).toMatchObject({
      rule: 'refund-ceiling',
      split: { refundFen: 179_10, escortFen: 0, platformFen: 19_90 },
    });
  });

  test('holds for a visit that the family moves far away, until a worse tier comes', () => {
    const order = movedTo(accepted, afterStart(20 * day), inTheLastDay, accepted.charge.totalFen);
    expect(wished(order, inTheLastDay)).toMatchObject({
      rule: 'refund-ceiling',
      split: { refundFen: 179_10 },
    });
    expect(wished(order, afterStart(20 * day - hour))).toMatchObject({
      rule: '0h',
      split: { refundFen: 139_30 },
    });
  });

  test('stays whole for changes that cost nothing, and for those of the platform', () => {
    const early = afterStart(-3 * day);
    expect(changed(accepted, early).refundCeiling).toBe(10_000);
    expect(changed(accepted, inTheLastDay, 'D').refundCeiling).toBe(10_000);
    const { totalFen } = accepted.charge;
    expect(movedTo(accepted, afterStart(day), inTheLastDay, totalFen, 'D').refundCeiling).toBe(10_000);
    const unpaid = anOrder('PENDING_PAYMENT');
    expect(movedTo(unpaid, afterStart(day), inTheLastDay, totalFen).refundCeiling).toBe(10_000);
  });

  test('never rises by the family, and is whole again once an escort is released', () => {
    const low = { ...accepted, refundCeiling: 8000 };
    const again = taken(changed(low, inTheLastDay), inTheLastDay);
    expect(again.refundCeiling).toBe(8000);
    expect(wished(again, afterStart(-3 * day)).rule).toBe('refund-ceiling');
    const released = value(
      releaseEscort(again, { escortId: anotherEscort().id }, policy, by('SYS', inTheLastDay)),
    );
    expect(released.order.refundCeiling).toBe(10_000);
    expect(wished(released.order, inTheLastDay)).toMatchObject({
      rule: 'full',
      split: { refundFen: 199_00 },
    });
  });

  test('does not bind when it is not the family, nor when the escort is late', () => {
    const low = { ...accepted, refundCeiling: 5000 };
    for (const fault of ['escort', 'clinic', 'emergency', 'platform'] as const)
      expect(cancellationSplit(low, policy, fault, inTheLastDay)).toMatchObject({
        rule: 'full',
        split: { refundFen: 199_00 },
      });
    for (const order of [low, { ...anOrder('PAID'), refundCeiling: 5000 }])
      expect(wished(order, afterStart(16))).toMatchObject({
        rule: 'escort-late',
        split: { refundFen: 199_00 },
      });
  });

  test('counts the difference that a cheaper time gives back', () => {
    const paid = { ...accepted, money: { ...accepted.money, capturedFen: fen(259_00) } };
    const cheaper = movedTo(paid, afterStart(20 * day), inTheLastDay, fen(199_00));
    expect(overpaidFen(cheaper)).toBe(60_00);
    const { order } = requestRefund(cheaper, fen(60_00), by('U', inTheLastDay));
    const backFen = addMoney(fen(60_00), wished(order, inTheLastDay).split.refundFen);
    expect(backFen).toBeLessThanOrEqual(wished(paid, inTheLastDay).split.refundFen);
    expect(backFen).toBeGreaterThan(233_00);
  });
});

describe('whatever a family does before it cancels', () => {
  type Move =
    | { readonly kind: 'change'; readonly wait: number }
    | { readonly kind: 'move'; readonly wait: number; readonly ahead: number; readonly totalFen: Money };
  const wait = fc.integer({ min: 0, max: 3 * day });
  const moves: fc.Arbitrary<readonly Move[]> = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('change' as const), wait }),
      fc.record({
        kind: fc.constant('move' as const),
        wait,
        ahead: fc.integer({ min: 3 * hour, max: 29 * day }),
        totalFen: fc.integer({ min: 150_00, max: 400_00 }).map(fen),
      }),
    ),
    { maxLength: 6 },
  );

  type Told = { readonly order: Order; readonly now: Date; readonly costs: readonly Money[] };
  const costFen = (order: Order, now: Date): Money =>
    subtractMoney(keptFen(order), wished(order, now).split.refundFen);

  /** One move, if it is not too late for it, and what cancelling in its place would have cost. */
  const told = ({ order, now: before, costs }: Told, move: Move): Told => {
    const now = minutesAfter(before, move.wait);
    if (now > minutesAfter(startOf(order), -policy.changes.cutOffMinutes))
      return { order, now: before, costs };
    const cost = costFen(order, now);
    if (move.kind === 'change')
      return { order: taken(changed(order, now), now), now, costs: [...costs, cost] };
    if (order.familyReschedules >= policy.changes.reschedulesByFamily) return { order, now, costs };
    const next = movedTo(order, minutesAfter(now, move.ahead), now, move.totalFen);
    const back = overpaidFen(next);
    return {
      order: back > 0 ? requestRefund(next, back, by('U', now)).order : next,
      now,
      costs: [...costs, cost],
    };
  };
  const neverCheaper = (sees: (order: Order) => Order) =>
    fc.property(moves, wait, (list, last) => {
      const begin: Told = { order: accepted, now: afterStart(-40 * hour), costs: [] };
      const end = list.reduce(told, begin);
      const cancelledAt = minutesAfter(end.now, last);
      if (cancelledAt >= startOf(end.order)) return true;
      return costFen(sees(end.order), cancelledAt) >= Math.max(0, ...end.costs);
    });

  test('it loses at least what cancelling would have cost at the worst moment', () => {
    fc.assert(
      neverCheaper((order) => order),
      { numRuns: 2000 },
    );
  });

  test('an order that forgot its ceiling would be caught', () => {
    const forgetful = neverCheaper((order) => ({ ...order, refundCeiling: 10_000 }));
    expect(fc.check(forgetful, { numRuns: 2000, seed: 1, endOnFailure: true }).failed).toBe(true);
  });
});
