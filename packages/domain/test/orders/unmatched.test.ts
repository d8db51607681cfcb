import {
  alarmDispatchers,
  type Cover,
  coverBy,
  giveUpUnmatched,
  needsDispatcher,
  type Order,
  releaseEscort,
  shiftSlas,
  slaOf,
  timersOf,
} from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { anEscort, anOrder } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { afterStart, by, covered, open, refusal, value } from './acts.js';

const hour = 60;
const day = 24 * hour;
const threeDays = [0, 1, 2].map((no) => ({
  startsAt: afterStart(no * day),
  endsAt: afterStart(no * day + 8 * hour),
}));
const accepted: Cover = {
  kind: 'accepted',
  escortId: anEscort().id,
  seq: 1,
  acceptedAt: afterStart(-3 * day),
};
const searchSince = afterStart(-3 * day);
const care = (...covers: readonly Cover[]): Order =>
  covered(anOrder('PAID', { during: threeDays, searchSince }), ...covers);
const due = (order: Order) =>
  timersOf(order, policy)
    .filter(({ kind }) => kind === 'give-up' || kind === 'cover-alarm')
    .map(({ kind, shiftNo, dueAt }) => ({ kind, shiftNo, dueAt }));
const alarm = (shiftNo: number, dueAt: Date) => ({ kind: 'cover-alarm', shiftNo, dueAt });

describe('an order without an escort (O23)', () => {
  test('that nobody is on is given up 12 h before its first shift', () => {
    expect(due(care(open, open, open))).toEqual([
      { kind: 'give-up', shiftNo: undefined, dueAt: afterStart(-12 * hour) },
    ]);
    const { order } = value(giveUpUnmatched(care(open, open, open), by('SYS', afterStart(-12 * hour))));
    expect(order).toMatchObject({ status: 'CANCELLED', cause: 'unmatched' });
  });

  test('that somebody is on is never given up: the dispatchers are called about each open shift', () => {
    const half = care(accepted, open, open);
    expect(due(half)).toEqual([alarm(2, afterStart(12 * hour)), alarm(3, afterStart(36 * hour))]);
    const half2 = care(open, accepted, open);
    expect(due(half2)).toEqual([alarm(1, afterStart(-12 * hour)), alarm(3, afterStart(36 * hour))]);
    for (const [as, reason] of [['SYS'], ['D', '无人接单']] as const)
      expect(refusal(giveUpUnmatched(half, by(as, afterStart(12 * hour), reason)))).toEqual({
        type: 'SomeShiftsCovered',
        shiftNos: [1],
      });
    expect(refusal(giveUpUnmatched(anOrder('SERVING'), by('SYS', afterStart(0)))).type).toBe(
      'IllegalTransition',
    );
  });

  test('is called about once for a search, and again when a new escort leaves', () => {
    const dueAt = afterStart(12 * hour);
    const half = care(accepted, open, accepted);
    const { order, events } = alarmDispatchers(
      half,
      { about: 'cover', shiftNo: 2, dueAt },
      by('SYS', minutesAfter(dueAt, 3)),
    );
    expect(events).toMatchObject([{ type: 'ShiftUncovered', row: 'O23', refs: { shiftNo: 2 } }]);
    expect(order.status).toBe('PAID');
    expect(due(order)).toEqual([]);
    const full = { ...anOrder('SERVING', { during: threeDays }), shifts: care(accepted, accepted).shifts };
    const left = value(
      releaseEscort(
        covered(full, accepted, accepted, accepted),
        { escortId: anEscort().id, shiftNo: 3 },
        policy,
        by('D', afterStart(47 * hour), '生病'),
      ),
    ).order;
    expect(due(left)).toEqual([alarm(3, afterStart(48 * hour))]);
  });

  test('has an hour when the search begins after the start', () => {
    const [shift] = care(open).shifts;
    if (!shift) throw new Error('no shift');
    expect(coverBy(shift, afterStart(-1), policy)).toEqual(afterStart(0));
    expect(coverBy(shift, afterStart(20), policy)).toEqual(afterStart(80));
  });
});

describe('the board', () => {
  const serving = {
    ...anOrder('SERVING', { during: threeDays, searchSince }),
    shifts: care(accepted, open, accepted).shifts,
  };

  test('shows by when each shift must have its escort, beside what goes on', () => {
    expect(shiftSlas(serving, policy)).toEqual([
      { kind: 'assign', shiftNo: 2, dueAt: afterStart(12 * hour) },
    ]);
    expect(slaOf(serving, policy)).toEqual({ kind: 'assign', dueAt: afterStart(12 * hour) });
    expect(slaOf(covered(serving, accepted, accepted), policy)?.kind).toBe('end');
  });

  test('calls a dispatcher when that is over, or the search is used up', () => {
    expect(needsDispatcher(serving, policy, afterStart(11 * hour))).toBe(false);
    expect(needsDispatcher(serving, policy, afterStart(12 * hour))).toBe(true);
    expect(needsDispatcher({ ...serving, failedOffers: 3 }, policy, afterStart(0))).toBe(true);
    const before = care(accepted, open, open);
    expect(needsDispatcher({ ...before, failedOffers: 0 }, policy, minutesAfter(searchSince, 1))).toBe(false);
    expect(slaOf(care(accepted, accepted, open), policy)?.kind).toBe('assign');
  });
});
