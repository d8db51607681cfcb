import {
  closeOffer,
  type Offer,
  type RankedCandidate,
  rankCandidates,
  rankingWeights,
} from '@banzhen/domain/dispatch';
import { type EscortId, idFrom, type OfferId, type OrderId } from '@banzhen/domain/shared/ids';
import { aHospital, anEscort, anotherEscort } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCandidate, aNeed, local } from './needs.js';

const need = aNeed(local('01-09 09:00', '01-09 13:00'));
const escortId = (no: number) => idFrom<EscortId>(`01900000-0005-7000-8000-${String(no).padStart(12, '0')}`);
const eligible = (candidate: ReturnType<typeof aCandidate>) => ({ candidate, whyNot: [] });
const values = (ranked: RankedCandidate | undefined) =>
  Object.fromEntries((ranked?.terms ?? []).map(({ code, value }) => [code, value]));
const only = (candidate: ReturnType<typeof aCandidate>, wanted = need) =>
  rankCandidates([eligible(candidate)], wanted)[0];

const candidates = fc.array(
  fc.record({
    no: fc.integer({ min: 1, max: 40 }),
    stars: fc.integer({ min: 100, max: 500 }),
    count: fc.nat(500),
    recentShifts: fc.nat(60),
    visitsWithPatient: fc.nat(9),
    isEligible: fc.boolean(),
  }),
  { maxLength: 25 },
);

describe('ranking', () => {
  test('gives the same answer for every order of the same candidates (N8)', () => {
    fc.assert(
      fc.property(candidates, fc.infiniteStream(fc.nat()), (list, random) => {
        const unique = [...new Map(list.map((one) => [one.no, one])).values()].map((one) => ({
          candidate: aCandidate(
            { id: escortId(one.no), rating: { hundredths: one.stars, count: one.count } },
            { recentShifts: one.recentShifts, visitsWithPatient: one.visitsWithPatient },
          ),
          whyNot: one.isEligible ? [] : [{ code: 'on-leave' as const }],
        }));
        const shuffled = unique
          .map((one) => ({ one, key: random.next().value }))
          .sort((left, right) => left.key - right.key)
          .map(({ one }) => one);
        expect(rankCandidates(shuffled, need)).toEqual(rankCandidates(unique, need));
      }),
    );
  });

  test('explains every score by whole numbers that sum to it', () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const ranked = rankCandidates(
          list.map((one) =>
            eligible(
              aCandidate(
                { rating: { hundredths: one.stars, count: one.count } },
                { recentShifts: one.recentShifts, visitsWithPatient: one.visitsWithPatient },
              ),
            ),
          ),
          need,
        );
        for (const { score, terms } of ranked) {
          expect(terms.map(({ code }) => code)).toEqual([
            'continuity',
            'rating',
            'distance',
            'fairness',
            'named',
          ]);
          for (const { code, value, weight, points } of terms) {
            expect(Number.isInteger(value) && value >= 0 && value <= 100).toBe(true);
            expect([weight, points]).toEqual([rankingWeights[code], value * weight]);
          }
          expect(score).toBe(terms.reduce((sum, { points }) => sum + points, 0));
        }
      }),
    );
  });

  test('puts the eligible first, the better before the worse, equals by id', () => {
    const good = aCandidate({ id: escortId(3) }, { visitsWithPatient: 2 });
    const plain = aCandidate({ id: escortId(2) });
    const same = aCandidate({ id: escortId(1) });
    const best = aCandidate({ id: escortId(4) }, { visitsWithPatient: 9 });
    const ranked = rankCandidates(
      [eligible(plain), { candidate: best, whyNot: [{ code: 'overlap' }] }, eligible(good), eligible(same)],
      need,
    );
    expect(ranked.map(({ candidate }) => candidate.profile.id)).toEqual([3, 1, 2, 4].map(escortId));
    expect(ranked[3]).toMatchObject({ score: 0, terms: [], whyNot: [{ code: 'overlap' }] });
  });

  test('pulls few reviews to the mean of all', () => {
    const rating = (hundredths: number, count: number) =>
      values(only(aCandidate({ rating: { hundredths, count } }))).rating;
    expect(rating(450, 0)).toBe(87);
    expect(rating(500, 1)).toBeLessThan(Number(rating(490, 200)));
    expect(rating(100, 1)).toBeGreaterThan(Number(rating(300, 200)));
    expect(rating(500, 100_000)).toBe(99);
  });

  test('counts distance, fairness and continuity within bounds', () => {
    const at = (longitude: number) =>
      values(only(aCandidate({ base: { longitude, latitude: 39.912, datum: 'WGS-84' } }))).distance;
    expect(at(116.416)).toBe(100);
    expect(at(116.5917)).toBe(50);
    expect(at(121.4)).toBe(0);
    const { base: _, ...homeless } = anEscort();
    const { distance } = values(only({ ...aCandidate(), profile: homeless }));
    expect(distance).toBe(50);
    const shifts = (recentShifts: number) => values(only(aCandidate({}, { recentShifts }))).fairness;
    expect([0, 15, 30, 90].map(shifts)).toEqual([100, 50, 0, 0]);
    const visits = (visitsWithPatient: number) =>
      values(only(aCandidate({}, { visitsWithPatient }))).continuity;
    expect([0, 1, 4, 50].map(visits)).toEqual([0, 25, 100, 100]);
  });

  test('lets the family’s wish outweigh everything else together', () => {
    const wished = aNeed(need.during, { wishes: { escortId: anotherEscort().id } });
    const worst = aCandidate(
      {
        id: anotherEscort().id,
        base: { longitude: 121, latitude: 31, datum: 'WGS-84' },
        rating: { hundredths: 300, count: 99 },
      },
      { recentShifts: 60 },
    );
    const place = aHospital().place;
    const best = aCandidate(
      { ...(place ? { base: place } : {}), rating: { hundredths: 500, count: 999 } },
      { visitsWithPatient: 9 },
    );
    const ranked = rankCandidates([eligible(best), eligible(worst)], wished);
    expect(ranked[0]?.candidate.profile.id).toBe(anotherEscort().id);
    const { named, ...others } = rankingWeights;
    expect(named).toBeGreaterThan(Object.values(others).reduce((sum, weight) => sum + weight, 0));
  });
});

describe('offers (F1–F5)', () => {
  const offer: Offer = {
    id: idFrom<OfferId>('01900000-00ff-7000-8000-000000000009'),
    orderId: idFrom<OrderId>('01900000-00ff-7000-8000-000000000008'),
    shiftNo: 1,
    escortId: anEscort().id,
    seq: 1,
    status: 'OPEN',
    score: 1,
    terms: [],
    madeAt: need.during.startsAt,
    expiresAt: need.during.endsAt,
  };

  test('end once', () => {
    for (const status of ['ACCEPTED', 'DECLINED', 'EXPIRED', 'VOID'] as const) {
      const closed = closeOffer(offer, status, need.during.endsAt, 'too far');
      expect(closed).toMatchObject({
        ok: true,
        value: { status, endedAt: need.during.endsAt, reason: 'too far' },
      });
      if (closed.ok)
        for (const again of ['ACCEPTED', 'DECLINED', 'EXPIRED', 'VOID'] as const)
          expect(closeOffer(closed.value, again, need.during.endsAt)).toEqual({
            ok: false,
            error: { type: 'OfferClosed', status },
          });
    }
  });
});
