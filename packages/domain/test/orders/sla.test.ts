import { isTerminal, needsDispatcher, orderStatuses, slaOf } from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { anOrder } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { afterStart, orderIn } from './acts.js';

describe('the clock on the board', () => {
  test('runs in every open state and in no other', () => {
    for (const status of orderStatuses)
      expect(slaOf(orderIn(status), policy) === undefined, status).toBe(isTerminal(status));
  });

  test('names what is awaited, and until when', () => {
    const paid = anOrder('PAID');
    expect(slaOf(paid, policy)).toEqual({ kind: 'assign', dueAt: minutesAfter(paid.searchSince, 60) });
    expect(slaOf(anOrder('ACCEPTED'), policy)).toEqual({ kind: 'arrive', dueAt: afterStart(0) });
    expect(slaOf(anOrder('ARRIVED'), policy)).toEqual({ kind: 'start', dueAt: afterStart(30) });
    expect(slaOf(anOrder('SERVING'), policy)).toEqual({ kind: 'end', dueAt: afterStart(255) });
  });

  test('calls a dispatcher when the search is used up or its clock has run out', () => {
    const paid = anOrder('PAID');
    expect(needsDispatcher(paid, policy, paid.searchSince)).toBe(false);
    expect(needsDispatcher({ ...paid, failedOffers: 3 }, policy, paid.searchSince)).toBe(true);
    expect(needsDispatcher(paid, policy, minutesAfter(paid.searchSince, 60))).toBe(true);
    for (const status of orderStatuses.filter(isTerminal))
      expect(needsDispatcher(orderIn(status), policy, afterStart(99_999))).toBe(false);
  });
});
