import { isTerminal, type Order, orderStatuses, sameTimer, timersOf } from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { fen } from '@banzhen/domain/shared/money';
import { anOrder } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { afterStart, orderIn } from './acts.js';

const timers = (order: Order) => timersOf(order, policy).map(({ kind, dueAt }) => ({ kind, dueAt }));
const kinds = (order: Order) => timers(order).map(({ kind }) => kind);
const giveUp = (order: Order) => timers(order).find(({ kind }) => kind === 'give-up')?.dueAt;
const searchingSince = (minutes: number) => anOrder('PAID', { searchSince: afterStart(minutes) });

describe('timers', () => {
  test('every open order waits for something, so that none stays for ever', () => {
    for (const status of orderStatuses.filter((one) => !isTerminal(one)))
      expect(kinds(orderIn(status)).length, status).toBeGreaterThan(0);
    for (const status of ['CANCELLED', 'NO_SHOW'] as const) expect(kinds(orderIn(status))).toEqual([]);
  });

  test('unpaid: the time to pay', () => {
    const order = anOrder('PENDING_PAYMENT');
    expect(timers(order)).toEqual([{ kind: 'payment-expiry', dueAt: order.payBy }]);
  });

  test('searching: the next offer at once, until the tries are used up', () => {
    const order = anOrder('PAID');
    expect(timers(order)[0]).toEqual({ kind: 'find-escort', dueAt: order.searchSince });
    expect(kinds({ ...order, failedOffers: 3 })).toEqual(['give-up']);
    expect(kinds(anOrder('ASSIGNED'))).toEqual(['offer-expiry', 'give-up']);
  });

  test('giving up: 12 h before, on the same day 2 h before, at the start when later still (O23)', () => {
    expect(giveUp(searchingSince(-2000))).toEqual(afterStart(-720));
    expect(giveUp(searchingSince(-721))).toEqual(afterStart(-720));
    expect(giveUp(searchingSince(-720))).toEqual(afterStart(-120));
    expect(giveUp(searchingSince(-121))).toEqual(afterStart(-120));
    expect(giveUp(searchingSince(-119))).toEqual(afterStart(0));
  });

  test('giving up: a search that begins anew is given time anew (O8)', () => {
    const released = { ...searchingSince(-300), paidAt: afterStart(-3000) };
    expect(giveUp(released)).toEqual(afterStart(-120));
  });

  test('accepted: alarms around the start; serving: the longest overtime', () => {
    for (const order of [anOrder('ACCEPTED'), anOrder('EN_ROUTE')])
      expect(timers(order).slice(0, 3)).toEqual(
        [-30, 0, 15].map((minutes) => ({ kind: 'escort-alarm', dueAt: afterStart(minutes) })),
      );
    expect(timers(anOrder('SERVING'))).toEqual([{ kind: 'overrun', dueAt: afterStart(480) }]);
  });

  test('a visit that nobody began: a call at its planned end, and its end by the system a day later', () => {
    for (const order of [anOrder('ACCEPTED'), anOrder('EN_ROUTE'), anOrder('ARRIVED')])
      expect(timers(order).slice(-2)).toEqual([
        { kind: 'unresolved-alarm', dueAt: afterStart(240) },
        { kind: 'unresolved', dueAt: afterStart(240 + 1440) },
      ]);
  });

  test('ended: the silent confirmation, or the unpaid balance', () => {
    const ended = anOrder('ENDED');
    expect(timers(ended)).toEqual([{ kind: 'auto-confirm', dueAt: minutesAfter(ended.endedAt, 1440) }]);
    const owing = { ...ended, charge: { ...ended.charge, totalFen: fen(229_00) } };
    expect(timers(owing)).toEqual([{ kind: 'balance-overdue', dueAt: minutesAfter(ended.endedAt, 4320) }]);
    expect(timers({ ...owing, overdue: true })).toEqual([]);
  });

  test('finished: the time for a review, while it is open', () => {
    const finished = anOrder('FINISHED');
    expect(timers(finished)).toEqual([
      { kind: 'review-expiry', dueAt: minutesAfter(finished.finishedAt, 15 * 1440) },
    ]);
    expect(timers({ ...finished, review: 'submitted' })).toEqual([]);
  });

  test('are told apart by kind, time and offer', () => {
    const [timer] = timersOf(anOrder('ASSIGNED'), policy);
    const [other] = timersOf(anOrder('ASSIGNED'), policy);
    if (!timer || !other) throw new Error('no timer');
    expect(sameTimer(timer, { ...timer, dueAt: new Date(timer.dueAt) })).toBe(true);
    expect(sameTimer(timer, other)).toBe(false);
    expect(sameTimer(timer, { ...timer, kind: 'give-up' })).toBe(false);
    expect(sameTimer(timer, { ...timer, dueAt: afterStart(0) })).toBe(false);
  });
});
