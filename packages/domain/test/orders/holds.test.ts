import {
  type Holds,
  holdingStatuses,
  holdsOf,
  isTerminal,
  type Order,
  orderStatuses,
  sameHolds,
} from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { anEscort, anOrder, wednesdayMorning } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { covered, dayAndNight, open, orderIn } from './acts.js';

const escortBlock = {
  startsAt: minutesAfter(wednesdayMorning.startsAt, -45),
  endsAt: minutesAfter(wednesdayMorning.endsAt, 30),
};

describe('holds', () => {
  test.each(orderStatuses)('%s holds time exactly when it is a holding status (BK3)', (status) => {
    const holds = holdsOf(orderIn(status), policy);
    const isHolding = !isTerminal(status) && status !== 'ENDED';
    expect(holdingStatuses.includes(status)).toBe(isHolding);
    expect(holds.patient.length > 0).toBe(isHolding);
    const hasEscort = isHolding && status !== 'PENDING_PAYMENT' && status !== 'PAID';
    expect(holds.escorts.length > 0).toBe(hasEscort);
    if (isTerminal(status)) expect(holds).toEqual({ escorts: [], patient: [] });
  });

  test('block the escort with travel and buffer, the patient without', () => {
    expect(holdsOf(anOrder('ACCEPTED'), policy)).toEqual({
      escorts: [{ escortId: anEscort().id, shiftNo: 1, during: escortBlock }],
      patient: [{ shiftNo: 1, during: wednesdayMorning }],
    });
  });

  test('are tentative until payment and until an offer is answered', () => {
    const named = anOrder('PENDING_PAYMENT', { wishes: { escortId: anEscort().id }, namedShifts: [1] });
    const holds = holdsOf(named, policy);
    expect(holds.escorts).toEqual([
      { escortId: anEscort().id, shiftNo: 1, during: escortBlock, until: named.payBy },
    ]);
    expect(holds.patient[0]?.until).toEqual(named.payBy);
    const offered = anOrder('ASSIGNED');
    const cover = offered.shifts[0]?.cover;
    expect(holdsOf(offered, policy).escorts[0]?.until).toEqual(
      cover?.kind === 'offered' ? cover.expiresAt : 'none',
    );
    expect(holdsOf(offered, policy).patient[0]).not.toHaveProperty('until');
  });

  test('follow every shift by itself', () => {
    const care = anOrder('ACCEPTED', { during: dayAndNight });
    expect(holdsOf(care, policy).escorts.map(({ shiftNo }) => shiftNo)).toEqual([1, 2]);
    const half: Order = { ...covered(care, open), status: 'PAID', searchSince: care.paidAt };
    expect(holdsOf(half, policy).escorts.map(({ shiftNo }) => shiftNo)).toEqual([2]);
    expect(holdsOf(half, policy).patient).toHaveLength(2);
  });

  test('are the same in any order, and differ in each field', () => {
    const care = holdsOf(anOrder('ACCEPTED', { during: dayAndNight }), policy);
    const turned: Holds = { escorts: [...care.escorts].reverse(), patient: [...care.patient].reverse() };
    expect(sameHolds(care, turned)).toBe(true);
    const [first, second] = care.escorts;
    if (!first || !second) throw new Error('two holds expected');
    for (const other of [
      { ...first, shiftNo: 3 },
      { ...first, during: wednesdayMorning },
      { ...first, until: new Date(0) },
    ])
      expect(sameHolds(care, { ...care, escorts: [other, second] })).toBe(false);
    expect(sameHolds(care, { ...care, escorts: [first] })).toBe(false);
  });
});
