import {
  type CodeTry,
  checkIn,
  depart,
  type Order,
  servingEscort,
  startService,
  tryVisitCode,
  visitCodeOf,
} from '@banzhen/domain/orders';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { anEscort, anOrder, anotherEscort } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { afterStart, by, covered, open, refusal, value } from './acts.js';

describe('O11 depart', () => {
  test('from 3 h before to 15 min after the start', () => {
    const accepted = anOrder('ACCEPTED');
    const at = (minutes: number) => depart(accepted, policy, by('E', afterStart(minutes)));
    expect([-181, -180, 0, 15, 16].map((minutes) => at(minutes).ok)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(refusal(at(16))).toEqual({ type: 'OutsideWindow', from: afterStart(-180), until: afterStart(15) });
    expect(value(at(-60)).order).toMatchObject({ status: 'EN_ROUTE', departedAt: afterStart(-60) });
  });
});

describe('O12 check in', () => {
  const onTheWay = anOrder('EN_ROUTE');
  const near = { kind: 'location', distanceMetres: 300, accuracyMetres: 100 } as const;

  test('within 60 minutes of the start', () => {
    const at = (minutes: number) => checkIn(onTheWay, near, policy, by('E', afterStart(minutes))).ok;
    expect([-61, -60, 0, 60, 61].map(at)).toEqual([false, true, true, true, false]);
  });

  test('within 300 m and 100 m accuracy; else it is kept unverified', () => {
    const proven = value(checkIn(onTheWay, near, policy, by('E', afterStart(-5)))).order;
    expect(proven).toMatchObject({ status: 'ARRIVED', arrivalProof: 'location', arrivedAt: afterStart(-5) });
    for (const evidence of [
      { ...near, distanceMetres: 301 },
      { ...near, accuracyMetres: 101 },
    ]) {
      const { order, events } = value(checkIn(onTheWay, evidence, policy, by('E', afterStart(-5))));
      expect(order.status).toBe('EN_ROUTE');
      expect(events).toMatchObject([
        { type: 'CheckInUnverified', refs: { distanceMetres: evidence.distanceMetres } },
      ]);
    }
  });

  test('by the visit code, or at any time by a dispatcher with a reason', () => {
    const byCode = checkIn(onTheWay, { kind: 'visit-code' }, policy, by('E', afterStart(0)));
    expect(value(byCode).order).toMatchObject({ status: 'ARRIVED', arrivalProof: 'visit-code' });
    const vouched = checkIn(
      onTheWay,
      { kind: 'dispatcher' },
      policy,
      by('D', afterStart(90), 'seen on camera'),
    );
    expect(value(vouched).order).toMatchObject({ status: 'ARRIVED', arrivalProof: 'dispatcher' });
    expect(refusal(checkIn(onTheWay, { kind: 'dispatcher' }, policy, by('D', afterStart(0)))).type).toBe(
      'ReasonRequired',
    );
  });
});

describe('O13 start', () => {
  const arrived = anOrder('ARRIVED', { visitCode: { code: '314159', wrongTries: 0 } });

  test('five wrong codes lock, also against the right one', () => {
    let order: Order = arrived;
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      const tried: CodeTry = value(tryVisitCode(order, '271828', '662607', policy, by('E', afterStart(0))));
      if (tried.right) throw new Error('a wrong code was taken');
      expect(tried.refusal).toEqual({ type: 'VisitCodeWrong', triesLeft });
      expect(tried.outcome.events).toMatchObject([{ type: 'VisitCodeRefused', row: 'O13' }]);
      expect(tried.outcome.order.version).toBe(order.version + 1);
      order = tried.outcome.order;
    }
    expect(refusal(tryVisitCode(order, '314159', '662607', policy, by('E', afterStart(0))))).toEqual({
      type: 'VisitCodeLocked',
    });
    expect(JSON.stringify(order)).not.toContain('271828');
  });

  test('the right code is taken while tries are left', () => {
    const nearly = { ...arrived, visitCode: { ...arrived.visitCode, wrongTries: 4, seq: 1 } };
    expect(value(tryVisitCode(nearly, '314159', '662607', policy, by('E', afterStart(0))))).toEqual({
      right: true,
    });
  });

  test('another assignment begins with fresh tries and a code that the one before never heard', () => {
    const onTheWay = anOrder('EN_ROUTE', { visitCode: { code: '314159', wrongTries: 0 } });
    const wrong = (order: Order, fresh: string): Order => {
      const tried: CodeTry = value(tryVisitCode(order, '271828', fresh, policy, by('E', afterStart(0))));
      if (tried.right) throw new Error('a wrong code was taken');
      return tried.outcome.order;
    };
    let order: Order = onTheWay;
    for (const fresh of ['662601', '662602', '662603', '662604', '662605']) order = wrong(order, fresh);
    expect(visitCodeOf(order)).toEqual({ code: '314159', wrongTries: 5 });
    const accepted = {
      kind: 'accepted',
      escortId: anotherEscort().id,
      seq: 2,
      acceptedAt: afterStart(-60),
    } as const;
    const next = covered(order, accepted);
    expect(visitCodeOf(covered(order, open))).toEqual({ code: '662605', wrongTries: 0 });
    expect(visitCodeOf(next)).toEqual({ code: '662605', wrongTries: 0 });
    expect(tryVisitCode(next, '314159', '662606', policy, by('E', afterStart(0)))).toMatchObject({
      value: { right: false, refusal: { triesLeft: 4 } },
    });
    expect(visitCodeOf(wrong(next, '662606'))).toEqual({ code: '662605', wrongTries: 1 });
    expect(value(tryVisitCode(next, '662605', '662606', policy, by('E', afterStart(0))))).toEqual({
      right: true,
    });
  });

  test('the escort needs the code, the family does not', () => {
    expect(refusal(startService(arrived, 'family', by('E', afterStart(0))))).toEqual({
      type: 'VisitCodeNeeded',
    });
    expect(value(startService(arrived, 'family', by('U', afterStart(0)))).order.status).toBe('SERVING');
    const { order } = value(startService(arrived, 'visit-code', by('E', afterStart(2))));
    expect(order).toMatchObject({ status: 'SERVING', startedAt: afterStart(2), currentShiftNo: 1 });
    expect(order).not.toHaveProperty('arrivalProof');
    expect(servingEscort(order)).toBe(anEscort().id);
    expect(order.shifts[0]?.begunAt).toEqual(afterStart(2));
  });
});
