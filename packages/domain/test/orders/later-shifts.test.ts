import {
  acceptOffer,
  type Cover,
  changeEscort,
  checkIn,
  commandsOf,
  depart,
  endOffer,
  grabShift,
  hallStandOf,
  type Order,
  offerExpiry,
  offerShift,
  releaseEscort,
  startService,
  timersOf,
} from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { idFrom, type OfferId } from '@banzhen/domain/shared/ids';
import { anEscort, anOrder, anotherEscort } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { afterStart, by, covered, dayAndNight, open, orderIn, refusal, value } from './acts.js';

const first = anEscort().id;
const second = anotherEscort().id;
const offerId = idFrom<OfferId>('01900000-00cd-7000-8000-000000000001');
const accepted = (escortId = first, seq = 1, acceptedAt = afterStart(-3000)): Cover => ({
  kind: 'accepted',
  escortId,
  seq,
  acceptedAt,
});
const offered: Cover = { kind: 'offered', escortId: second, offerId, seq: 3, expiresAt: afterStart(60) };
const now = afterStart(30);

const underWay = ['EN_ROUTE', 'ARRIVED', 'SERVING'] as const;
/** Two shifts of twelve hours; the escort of the first is on. */
const care = (status: (typeof underWay)[number], later: Cover, searchSince = afterStart(0)): Order => ({
  ...covered(orderIn(status, { during: dayAndNight }), accepted(), later),
  ...(later.kind === 'accepted' ? {} : { searchSince }),
});
const coversOf = (order: Order) => order.shifts.map(({ cover }) => cover.kind);

describe.each(underWay)('the shifts after the present one, while the order is %s', (status) => {
  test('are left by their escort, and searched for from then on; the status stays', () => {
    const before = care(status, accepted(second, 2));
    const { order, events } = value(
      releaseEscort(before, { escortId: second }, policy, by('E', now, '家里有急事')),
    );
    expect(order).toMatchObject({ status, searchSince: now, excludedEscorts: [second], failedOffers: 0 });
    expect(coversOf(order)).toEqual(['accepted', 'open']);
    expect(events).toMatchObject([{ type: 'EscortReleased', row: 'O8', refs: { shiftNo: 2 } }]);
    expect(timersOf(order, policy)).toContainEqual({ kind: 'find-escort', dueAt: now });
  });

  test('are given back one by one by an escort who stays on the present one', () => {
    const before = care(status, accepted(first, 2));
    const leaving = { escortId: first, shiftNo: 2 };
    expect(coversOf(value(releaseEscort(before, leaving, policy, by('D', now, '换班'))).order)).toEqual([
      'accepted',
      'open',
    ]);
  });

  test('are offered, accepted, declined and grabbed', () => {
    const searched = care(status, open);
    const terms = { shiftNo: 2, escortId: second, offerId, expiresAt: afterStart(45) };
    const asked = value(offerShift(searched, terms, by('SYS', now))).order;
    expect([asked.status, coversOf(asked)]).toEqual([status, ['accepted', 'offered']]);
    expect(timersOf(asked, policy)).toContainEqual({ kind: 'offer-expiry', dueAt: afterStart(45), offerId });
    const agreed = value(acceptOffer(asked, offerId, by('E', now))).order;
    expect([agreed.status, coversOf(agreed)]).toEqual([status, ['accepted', 'accepted']]);
    const declined = value(endOffer(asked, offerId, 'decline', by('E', now))).order;
    expect(declined).toMatchObject({ status, failedOffers: 1, searchSince: afterStart(0) });
    const grabbed = value(grabShift(searched, { shiftNo: 2, escortId: second }, policy, by('E', now))).order;
    expect([grabbed.status, coversOf(grabbed)]).toEqual([status, ['accepted', 'accepted']]);
  });

  test('are exchanged before their own cut-off, and the fee of a cancellation stays what it is', () => {
    const before = care(status, accepted(first, 2));
    const terms = { shiftNo: 2, escortId: second, offerId, expiresAt: afterStart(45) };
    const { order } = value(changeEscort(before, terms, policy, by('U', now)));
    expect(order).toMatchObject({ status, refundCeiling: before.refundCeiling });
    expect(coversOf(order)).toEqual(['accepted', 'offered']);
    const tooLate = by('U', afterStart(720 - 239));
    expect(refusal(changeEscort(before, terms, policy, tooLate)).type).toBe('PastCutOff');
  });

  test('are the only ones: the present shift is neither offered nor exchanged', () => {
    const before = care(status, accepted(second, 2));
    const terms = { shiftNo: 1, escortId: second, offerId, expiresAt: afterStart(45) };
    expect(refusal(changeEscort(before, terms, policy, by('D', now, 'x')))).toEqual({
      type: 'ShiftNotOpen',
      shiftNo: 1,
    });
    expect(refusal(offerShift(care(status, open), terms, by('SYS', now))).type).toBe('ShiftNotOpen');
  });

  test('do not exist in a visit of one shift, and screens offer nothing about them', () => {
    const visit = orderIn(status);
    const terms = { shiftNo: 2, escortId: second, offerId, expiresAt: afterStart(45) };
    expect(refusal(offerShift(visit, terms, by('SYS', now)))).toMatchObject({
      type: 'IllegalTransition',
      command: 'offer',
    });
    expect(commandsOf(visit, 'D')).not.toContain('offer');
    expect(commandsOf(care(status, open), 'D')).toContain('offer');
  });
});

describe('release', () => {
  test('of the present escort on the way undoes the way, and nobody else can', () => {
    const before = care('EN_ROUTE', accepted(second, 2));
    const { order } = value(releaseEscort(before, { escortId: first }, policy, by('E', now, '生病')));
    expect([order.status, coversOf(order)]).toEqual(['PAID', ['open', 'accepted']]);
    const other = value(releaseEscort(before, { escortId: second }, policy, by('E', now, '生病'))).order;
    expect([other.status, coversOf(other)]).toEqual(['EN_ROUTE', ['accepted', 'open']]);
  });

  test.each(['ARRIVED', 'SERVING'] as const)(
    'never takes the escort off the present shift (%s)',
    (status) => {
      const alone = releaseEscort(
        care(status, accepted(second, 2)),
        { escortId: first },
        policy,
        by('D', now, 'x'),
      );
      expect(refusal(alone)).toMatchObject({ type: 'IllegalTransition', command: 'release' });
    },
  );

  test('is free until 24 h before the shift that is left, not before the visit', () => {
    const before = care('EN_ROUTE', accepted(second, 2));
    const later = { ...before, shifts: before.shifts.map((shift) => ({ ...shift })) };
    const leaving = (minutes: number) =>
      releaseEscort(later, { escortId: second }, policy, by('E', afterStart(minutes)));
    expect(refusal(leaving(-719)).type).toBe('ReasonRequired');
    expect(leaving(-720).ok).toBe(true);
  });
});

describe('an order of which not every shift is covered', () => {
  const half = (): Order => covered(anOrder('PAID', { during: dayAndNight }), accepted(), open);

  test('is served as soon as its first shift has its escort, and goes on searching', () => {
    const before = half();
    if (before.status !== 'PAID') throw new Error('not paid');
    const left = value(depart(before, policy, by('E', afterStart(-60)))).order;
    const { searchSince } = before;
    expect(left).toMatchObject({ status: 'EN_ROUTE', searchSince });
    const there = value(checkIn(left, { kind: 'visit-code' }, policy, by('E', afterStart(-10)))).order;
    const served = value(startService(there, 'family', by('U', afterStart(0)))).order;
    expect(served).toMatchObject({ status: 'SERVING', searchSince });
    expect(timersOf(served, policy).map(({ kind }) => kind)).toContain('find-escort');
  });

  test('cannot be set out for while the first shift is open', () => {
    const before = covered(anOrder('PAID', { during: dayAndNight }), open, accepted());
    for (const answer of [
      depart(before, policy, by('E', afterStart(-60))),
      checkIn(before, { kind: 'dispatcher' }, policy, by('D', afterStart(0), '电话确认')),
    ])
      expect(refusal(answer)).toMatchObject({ type: 'IllegalTransition', status: 'PAID' });
  });

  test('calls the dispatchers about the first escort as ever', () => {
    expect(timersOf(half(), policy).filter(({ kind }) => kind === 'escort-alarm')).toHaveLength(3);
  });
});

describe('a shift that has begun without an escort', () => {
  const begun = care('SERVING', open);

  test('is still offered, as the most urgent and up to its end', () => {
    const [, night] = begun.shifts;
    if (!night) throw new Error('two shifts expected');
    const at = minutesAfter(night.during.startsAt, 10);
    expect(offerExpiry(night, policy, at)).toEqual(minutesAfter(at, 2));
    const end = minutesAfter(night.during.endsAt, -1);
    expect(offerExpiry(night, policy, end)).toEqual(night.during.endsAt);
  });

  test('is not offered any more once it is over', () => {
    const terms = { shiftNo: 2, escortId: second, offerId, expiresAt: afterStart(1441) };
    expect(refusal(offerShift(begun, terms, by('D', afterStart(1440), 'x'))).type).toBe('ShiftNotOpen');
  });
});

describe('what the hall lets others know', () => {
  const searched = anOrder('PAID', { during: dayAndNight });
  const opensAt = minutesAfter(searched.searchSince, 10);
  const stand = (order: Order, shiftNo = 1, at = opensAt) => hallStandOf(order, shiftNo, policy, at);

  test('is nothing before it opens, of other shifts, and of orders that were never in it', () => {
    expect(stand(searched, 1, minutesAfter(opensAt, -1))).toBe('hidden');
    expect(stand(searched, 9)).toBe('hidden');
    for (const status of ['PENDING_PAYMENT', 'ACCEPTED', 'SERVING', 'FINISHED', 'CANCELLED'] as const)
      expect(stand(orderIn(status)), status).toBe('hidden');
  });

  test('is what is open, and what got its escort or an offer since', () => {
    expect(stand(searched)).toBe('open');
    const { order } = value(grabShift(searched, { shiftNo: 1, escortId: first }, policy, by('E', opensAt)));
    expect([stand(order, 1), stand(order, 2)]).toEqual(['taken', 'open']);
    const all = value(grabShift(order, { shiftNo: 2, escortId: second }, policy, by('E', opensAt))).order;
    expect([all.status, stand(all, 1), stand(all, 2)]).toEqual(['ACCEPTED', 'taken', 'taken']);
    expect(stand(care('SERVING', offered), 2, afterStart(10))).toBe('taken');
  });

  test('is nothing of what was accepted before it opened', () => {
    const early = covered(searched, accepted(first, 1, minutesAfter(searched.searchSince, 5)), open);
    expect([stand(early, 1), stand(early, 2)]).toEqual(['hidden', 'open']);
  });
});
