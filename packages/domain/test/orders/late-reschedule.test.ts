import { needsLateReschedule, rescheduleOrder } from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import { anOrder } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterStart, by, value } from './acts.js';

const order = anOrder('ACCEPTED');
const far = [{ startsAt: afterStart(7 * 1440), endsAt: afterStart(7 * 1440 + 240) }];
const to = { shifts: far, charge: order.charge, escortsAreFree: true, namedShifts: [] };
const late = { ...to, byPrivilege: true } as const;

const withRules = (cutOffMinutes: number, hours: readonly number[]): VisitPolicy => ({
  ...defaultVisitPolicy,
  changes: { ...defaultVisitPolicy.changes, cutOffMinutes },
  cancellation: {
    ...defaultVisitPolicy.cancellation,
    tiers: hours.map((hoursBefore) => ({ hoursBefore, refund: 7000 })),
  },
});

describe('O10 by the privilege to change late (C24)', () => {
  test('relaxes the cut-off by one tier: from four hours to the beginning of the visit', () => {
    const cutOffAt = afterStart(-240);
    expect(needsLateReschedule(order, defaultVisitPolicy, by('U', cutOffAt))).toBe(false);
    const tooLate = by('U', minutesAfter(cutOffAt, 1));
    expect(needsLateReschedule(order, defaultVisitPolicy, tooLate)).toBe(true);
    expect(rescheduleOrder(order, to, defaultVisitPolicy, tooLate)).toMatchObject({
      error: { type: 'PastCutOff', cutOffAt },
    });
    const { events } = value(rescheduleOrder(order, late, defaultVisitPolicy, tooLate));
    expect(events.map(({ refs }) => refs.privilege)).toEqual(['can_cancel_late']);
    expect(needsLateReschedule(order, defaultVisitPolicy, by('U', afterStart(0)))).toBe(true);
    const begun = by('U', minutesAfter(afterStart(0), 1));
    expect(needsLateReschedule(order, defaultVisitPolicy, begun)).toBe(false);
    expect(rescheduleOrder(order, late, defaultVisitPolicy, begun)).toMatchObject({
      error: { type: 'PastCutOff', cutOffAt: afterStart(0) },
    });
  });

  test('is needed exactly where it alone lets the family move, and relaxes to the next tier and no further', () => {
    const hours = fc
      .uniqueArray(fc.integer({ min: 0, max: 72 }), { minLength: 1, maxLength: 5 })
      .map((all) => all.toSorted((left, right) => right - left));
    fc.assert(
      fc.property(
        hours,
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: -4000, max: 200 }),
        (tiers, cutOffMinutes, minutes) => {
          const policy = withRules(cutOffMinutes, tiers);
          const act = by('U', afterStart(minutes));
          const [plainly, byPrivilege] = [to, late].map((one) => rescheduleOrder(order, one, policy, act).ok);
          expect(needsLateReschedule(order, policy, act)).toBe(!plainly && byPrivilege);
          const next = tiers.map((one) => one * 60).find((one) => one < cutOffMinutes) ?? cutOffMinutes;
          expect(plainly).toBe(-minutes >= cutOffMinutes);
          expect(byPrivilege).toBe(-minutes >= next);
          expect(needsLateReschedule(order, policy, by('D', afterStart(minutes), 'x'))).toBe(false);
        },
      ),
    );
  });
});
