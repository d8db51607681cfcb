import { dutyOf, earningsOf, type Order, type Shift } from '@banzhen/domain/orders';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { fen, sumMoney } from '@banzhen/domain/shared/money';
import { anEscort, anOrder, anotherEscort } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { afterStart, dayAndNight } from './acts.js';

const escorts = [anEscort().id, anotherEscort().id];
/** Twelve hours by each of two escorts, begun at these minutes and ended at that one. */
const careEnded = (endedAt: number, ...begun: readonly (number | undefined)[]): Order => {
  const order = anOrder('ENDED', { during: dayAndNight, endedAt: afterStart(endedAt) });
  const shifts = order.shifts.map(({ no, during }, index): Shift => {
    const at = begun[index];
    const cover = {
      kind: 'accepted',
      escortId: escorts[index] ?? anEscort().id,
      seq: no,
      acceptedAt: afterStart(-1440),
    } as const;
    return { no, during, cover, ...(at === undefined ? {} : { begunAt: afterStart(at) }) };
  });
  return { ...order, shifts };
};
const duties = (order: Order) =>
  order.shifts.map((shift) => {
    const duty = dutyOf(order, shift);
    return duty && [duty.startsAt, duty.endsAt];
  });
const from = (start: number, end: number) => [afterStart(start), afterStart(end)];

describe('duty', () => {
  test('is the plan before the service and while it lasts', () => {
    for (const order of [anOrder('ACCEPTED'), anOrder('PAID')]) expect(duties(order)).toEqual([from(0, 240)]);
    const serving = anOrder('SERVING', { during: dayAndNight });
    expect(duties(serving)).toEqual([from(0, 720), from(720, 1440)]);
  });

  test('is what was really served once it has ended, early, late or handed over', () => {
    expect(duties(careEnded(1440, 0, 700))).toEqual([from(0, 700), from(700, 1440)]);
    expect(duties(careEnded(1500, -20, 900))).toEqual([from(-20, 900), from(900, 1500)]);
    expect(duties(careEnded(300, 0))).toEqual([from(0, 300), undefined]);
  });

  test('is nothing of what was cancelled or not come to', () => {
    for (const order of [anOrder('CANCELLED'), anOrder('NO_SHOW')])
      expect(duties(order)).toEqual([undefined]);
  });
});

describe('earnings of several escorts (O16, O17)', () => {
  const shares = (order: Order) => earningsOf(order, policy).shares;

  test('a shift that was never begun earns nothing', () => {
    expect(shares(careEnded(300, 0))).toEqual([{ escortId: escorts[0], amountFen: 157_21 }]);
  });

  test('shifts that were begun share by the time that was served', () => {
    const [first, second] = shares(careEnded(960, 0, 720));
    expect([first?.amountFen, second?.amountFen]).toEqual([117_91, 39_30]);
  });

  test('a service that ended in its first moment is shared by the plan, and no fen is lost', () => {
    const order = careEnded(0, 0);
    const { commissionFen, taxFen } = earningsOf(order, policy);
    expect(shares(order).map(({ escortId }) => escortId)).toEqual([escorts[0]]);
    expect(sumMoney([...shares(order).map(({ amountFen }) => amountFen), commissionFen, taxFen])).toBe(
      199_00,
    );
  });

  test('what was distributed before is not distributed again (O18)', () => {
    const order = careEnded(1440, 0, 720);
    const paid = { ...order.money, capturedFen: fen(259_00), earnedFen: fen(199_00) };
    const { commissionFen, taxFen, shares: rest } = earningsOf({ ...order, money: paid }, policy);
    expect(sumMoney([...rest.map(({ amountFen }) => amountFen), commissionFen, taxFen])).toBe(60_00);
  });
});
