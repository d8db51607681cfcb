import {
  acceptOffer,
  changeEscort,
  endOffer,
  grabShift,
  hallOpensAt,
  isSearching,
  type Order,
  offerExpiry,
  offerShift,
  releaseEscort,
} from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { idFrom, type OfferId } from '@banzhen/domain/shared/ids';
import { anEscort, anOrder, anotherEscort } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { afterStart, by, dayAndNight, refusal, value } from './acts.js';

const offerId = (no: number) => idFrom<OfferId>(`01900000-00cc-7000-8000-00000000000${no}`);
const now = afterStart(-30 * 60);
const later = afterStart(-29 * 60);
const first = anEscort().id;
const second = anotherEscort().id;

const offerTo = (order: Order, no: number, shiftNo: number, escortId = first) =>
  offerShift(order, { shiftNo, escortId, offerId: offerId(no), expiresAt: later }, by('SYS', now));

describe('O4 offer', () => {
  test('lives shorter the nearer the visit, and never beyond its start', () => {
    const shift = anOrder('PAID').shifts[0];
    if (!shift) throw new Error('no shift');
    const lifetime = (minutesBefore: number): number => {
      const at = afterStart(-minutesBefore);
      return (offerExpiry(shift, policy, at).getTime() - at.getTime()) / 60_000;
    };
    expect([2880, 1440, 1439, 180, 179, 2, 1].map(lifetime)).toEqual([15, 15, 5, 5, 2, 2, 1]);
  });

  test('is exclusive for its shift, and numbered', () => {
    const { order, events } = value(offerTo(anOrder('PAID'), 1, 1));
    expect(order.status).toBe('ASSIGNED');
    expect(order.assignmentSeq).toBe(1);
    expect(order.shifts[0]?.cover).toEqual({
      kind: 'offered',
      escortId: first,
      offerId: offerId(1),
      seq: 1,
      expiresAt: later,
    });
    expect(events).toMatchObject([{ type: 'ShiftOffered', refs: { escortId: first, shiftNo: 1 } }]);
    expect(refusal(offerTo(order, 2, 1, second))).toEqual({ type: 'ShiftNotOpen', shiftNo: 1 });
    expect(refusal(offerTo(order, 2, 7, second))).toEqual({ type: 'ShiftNotOpen', shiftNo: 7 });
  });

  test('passes over excluded escorts unless a dispatcher says otherwise', () => {
    const order = anOrder('PAID', { excludedEscorts: [first] });
    expect(refusal(offerTo(order, 1, 1))).toEqual({ type: 'EscortExcluded', escortId: first });
    const terms = { shiftNo: 1, escortId: first, offerId: offerId(1), expiresAt: later };
    expect(offerShift(order, terms, by('D', now, 'agreed by phone')).ok).toBe(true);
  });
});

describe('O5 grab', () => {
  const order = anOrder('PAID');
  const grab = (from: Order, at: Date) =>
    grabShift(from, { shiftNo: 1, escortId: first }, policy, by('E', at));

  test('waits until the hall opens', () => {
    const opensAt = minutesAfter(order.searchSince, 10);
    expect(hallOpensAt(order, policy)).toEqual(opensAt);
    expect(refusal(grab(order, minutesAfter(opensAt, -1)))).toEqual({ type: 'HallNotOpen', opensAt });
    expect(value(grab(order, opensAt)).order.status).toBe('ACCEPTED');
  });

  test('may come at once when the exclusive offers are used up', () => {
    expect(value(grab({ ...order, failedOffers: 3 }, order.searchSince)).order.status).toBe('ACCEPTED');
  });

  test('is won once', () => {
    const taken = value(grab(order, later)).order;
    expect(refusal(grab(taken, later)).type).toBe('IllegalTransition');
    const care = anOrder('PAID', { during: dayAndNight });
    const half = value(grab(care, later)).order;
    expect(half.status).toBe('PAID');
    expect(refusal(grab(half, later))).toEqual({ type: 'ShiftNotOpen', shiftNo: 1 });
  });
});

describe('O6 accept and O7 the other ends', () => {
  const offered = value(offerTo(anOrder('PAID'), 1, 1)).order;

  test('accepts a live offer of this very assignment only', () => {
    expect(refusal(acceptOffer(offered, offerId(2), by('E', now)))).toEqual({ type: 'OfferNotLive' });
    expect(refusal(acceptOffer(offered, offerId(1), by('E', later)))).toEqual({ type: 'OfferNotLive' });
    const { order } = value(acceptOffer(offered, offerId(1), by('E', now)));
    expect(order.status).toBe('ACCEPTED');
    expect(order.shifts[0]?.cover).toEqual({ kind: 'accepted', escortId: first, seq: 1, acceptedAt: now });
    expect(isSearching(order)).toBe(false);
  });

  test('a declined or expired offer counts, a withdrawn one does not', () => {
    for (const [command, as, at, failedOffers] of [
      ['decline', 'E', now, 1],
      ['expire_offer', 'SYS', later, 1],
      ['withdraw', 'D', now, 0],
    ] as const) {
      const { order } = value(endOffer(offered, offerId(1), command, by(as, at, 'because')));
      expect(order).toMatchObject({ status: 'PAID', failedOffers, excludedEscorts: [first] });
      expect(order.shifts[0]?.cover).toEqual({ kind: 'open' });
    }
  });

  test('does not expire early, and is either acceptable or expired at every instant', () => {
    expect(
      refusal(endOffer(offered, offerId(1), 'expire_offer', by('SYS', minutesAfter(later, -1)))).type,
    ).toBe('OfferNotLive');
    for (const at of [minutesAfter(later, -1), later, minutesAfter(later, 1)])
      expect(acceptOffer(offered, offerId(1), by('E', at)).ok).toBe(
        !endOffer(offered, offerId(1), 'expire_offer', by('SYS', at)).ok,
      );
  });
});

describe('care with several shifts', () => {
  const paid = anOrder('PAID', { during: dayAndNight });

  test('is accepted when every shift is', () => {
    const one = value(offerTo(paid, 1, 1)).order;
    const both = value(offerTo(one, 2, 2, second)).order;
    expect([one.status, both.status]).toEqual(['ASSIGNED', 'ASSIGNED']);
    const half = value(acceptOffer(both, offerId(1), by('E', now))).order;
    expect(half.status).toBe('ASSIGNED');
    const all = value(acceptOffer(half, offerId(2), by('E', now))).order;
    expect(all.status).toBe('ACCEPTED');
    expect(all.assignmentSeq).toBe(2);
  });

  test('goes on searching for the shift that was declined', () => {
    const one = value(offerTo(paid, 1, 1)).order;
    const both = value(offerTo(one, 2, 2, second)).order;
    const half = value(acceptOffer(both, offerId(1), by('E', now))).order;
    const declined = value(endOffer(half, offerId(2), 'decline', by('E', now))).order;
    expect(declined.status).toBe('PAID');
    expect(declined.shifts.map(({ cover }) => cover.kind)).toEqual(['accepted', 'open']);
  });

  test('loses every shift of an escort who leaves', () => {
    const accepted = anOrder('ACCEPTED', { during: dayAndNight });
    const { order, events } = value(releaseEscort(accepted, { escortId: first }, policy, by('E', now)));
    expect(order.status).toBe('PAID');
    expect(order.shifts.map(({ cover }) => cover.kind)).toEqual(['open', 'open']);
    expect(events).toMatchObject([{ type: 'EscortReleased', row: 'O8', refs: { escortId: first } }]);
  });
});

describe('O8 release', () => {
  const accepted = anOrder('ACCEPTED', { failedOffers: 2 });

  test('is free until 24 h before, and needs a reason later', () => {
    expect(releaseEscort(accepted, { escortId: first }, policy, by('E', afterStart(-1440))).ok).toBe(true);
    expect(refusal(releaseEscort(accepted, { escortId: first }, policy, by('E', afterStart(-1439))))).toEqual(
      {
        type: 'ReasonRequired',
        command: 'release',
      },
    );
    expect(releaseEscort(accepted, { escortId: first }, policy, by('E', afterStart(-60), 'ill')).ok).toBe(
      true,
    );
  });

  test('starts the search anew, without this escort', () => {
    const { order } = value(releaseEscort(accepted, { escortId: first }, policy, by('SYS', now)));
    expect(order).toMatchObject({
      status: 'PAID',
      searchSince: now,
      failedOffers: 0,
      excludedEscorts: [first],
    });
  });

  test('is for the escort on the order only', () => {
    expect(refusal(releaseEscort(accepted, { escortId: second }, policy, by('E', now)))).toEqual({
      type: 'NotYourAssignment',
    });
  });
});

describe('O9 change escort', () => {
  const accepted = anOrder('ACCEPTED');
  const terms = { shiftNo: 1, escortId: second, offerId: offerId(3), expiresAt: later };

  test('swaps the accepted escort for an offer', () => {
    const { order, oldEscortId } = value(changeEscort(accepted, terms, policy, by('U', now)));
    expect(order.status).toBe('ASSIGNED');
    expect(oldEscortId).toBe(first);
    expect(order.shifts[0]?.cover).toMatchObject({ kind: 'offered', escortId: second, seq: 2 });
  });

  test('ends for the family 4 h before, not for a dispatcher', () => {
    const cutOffAt = afterStart(-240);
    expect(changeEscort(accepted, terms, policy, by('U', cutOffAt)).ok).toBe(true);
    const tooLate = by('U', minutesAfter(cutOffAt, 1));
    expect(refusal(changeEscort(accepted, terms, policy, tooLate))).toEqual({ type: 'PastCutOff', cutOffAt });
    expect(changeEscort(accepted, terms, policy, by('D', minutesAfter(cutOffAt, 1), 'ill')).ok).toBe(true);
  });
});
