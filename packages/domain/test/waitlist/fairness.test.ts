import { minutesAfter } from '@banzhen/domain/shared/clock';
import { type ClinicSessionId, type DepartmentId, idFrom } from '@banzhen/domain/shared/ids';
import {
  defaultWaitlistPolicy,
  type FairnessFacts,
  type FreedFact,
  fairnessOf,
  type OfferFact,
  offerOutcome,
  seatPaths,
} from '@banzhen/domain/waitlist';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const department = idFrom<DepartmentId>('01900000-0010-7000-8000-000000000001');
const other = idFrom<DepartmentId>('01900000-0010-7000-8000-000000000002');
const session = idFrom<ClinicSessionId>('01900000-0013-7000-8000-000000000001');
const elsewhere = idFrom<ClinicSessionId>('01900000-0013-7000-8000-000000000002');
const noon = new Date('2030-01-08T04:00:00Z');
const at = (minutes: number) => minutesAfter(noon, minutes);

const anOffer = (minutes: number, overrides: Partial<OfferFact> = {}): OfferFact => ({
  ...{ departmentId: department, sessionId: session, at: at(minutes) },
  ...{ isMember: false, isOutOfTurn: false, isByHand: false, outcome: 'accepted' },
  ...overrides,
});
const aSeat = (freed: number, due: number, returned?: number): FreedFact => ({
  ...{ departmentId: department, sessionId: session, freedAt: at(freed), dueAt: at(due) },
  ...(returned === undefined ? {} : { returnedAt: at(returned) }),
});
const report = (facts: Partial<FairnessFacts>) =>
  fairnessOf({ offers: [], freed: [], sales: [], allTime: new Map(), ...facts }, defaultWaitlistPolicy);
const seatsOf = (facts: Partial<FairnessFacts>) => report(facts)[0]?.seats;
const nothing = { seats: 0, taken: 0 };

describe('the report of fairness', () => {
  test('counts offers to members and to others by how they ended, and says nothing of departments without any', () => {
    const [found, ...others] = report({
      offers: [
        anOffer(0),
        anOffer(1, { isMember: true, isOutOfTurn: true, outcome: 'missed' }),
        anOffer(2, { isMember: true, outcome: 'declined' }),
        anOffer(3, { isByHand: true, isOutOfTurn: true, outcome: 'open' }),
      ],
      allTime: new Map([[department, { offers: 12, outOfTurn: 2 }]]),
    });
    const ended = { open: 0, accepted: 0, declined: 0, missed: 0, withdrawn: 0 };
    expect(others).toEqual([]);
    expect(found?.toMembers).toEqual({
      ...{ offers: 2, outOfTurn: 1, byHand: 0 },
      ended: { ...ended, missed: 1, declined: 1 },
    });
    expect(found?.toOthers).toEqual({
      ...{ offers: 2, outOfTurn: 1, byHand: 1 },
      ended: { ...ended, accepted: 1, open: 1 },
    });
    expect(found?.allTime).toEqual({ offers: 12, outOfTurn: 2 });
    expect(found).toMatchObject({ departmentId: department, isWithinBound: true, outOfTurnBp: 2_000 });
  });

  test('holds the share of all time against its bound, to the last offer', () => {
    const within = (offers: number, outOfTurn: number) =>
      report({ offers: [anOffer(0)], allTime: new Map([[department, { offers, outOfTurn }]]) })[0]
        ?.isWithinBound;
    expect([within(5, 1), within(4, 1), within(10, 2), within(9, 2), within(0, 0)]).toEqual([
      ...[true, false, true, false, true],
    ]);
  });

  test('says who got a freed seat: who waited, who came after a random wait or at once, nobody yet', () => {
    const seats = seatsOf({
      freed: [aSeat(0, 40, 10), aSeat(5, 45, 45), aSeat(6, 6, 6), aSeat(7, 60)],
      offers: [anOffer(10)],
      sales: [{ sessionId: session, at: at(46) }],
    });
    expect(seats).toEqual({
      waitlist: { seats: 1, taken: 1, medianMinutes: 10, longestMinutes: 10 },
      random: { seats: 1, taken: 0 },
      sale: { seats: 1, taken: 1, medianMinutes: 40, longestMinutes: 40 },
      open: { seats: 1, taken: 0 },
    });
  });

  test('gives a seat that is back on sale to the first sale after it, each sale to one seat, of its own session alone', () => {
    const seats = seatsOf({
      freed: [aSeat(0, 10, 10), aSeat(0, 20, 20), aSeat(0, 30, 30)],
      sales: [
        { sessionId: session, at: at(35) },
        { sessionId: session, at: at(5) },
        { sessionId: session, at: at(12) },
        { sessionId: elsewhere, at: at(31) },
      ],
    });
    expect(seats?.random).toEqual({ seats: 3, taken: 2, medianMinutes: 12, longestMinutes: 35 });
  });

  test('takes one offer for one seat where several came back at one instant', () => {
    const seats = seatsOf({ freed: [aSeat(0, 10, 10), aSeat(0, 10, 10)], offers: [anOffer(10)] });
    expect([seats?.waitlist.seats, seats?.random.seats]).toEqual([1, 1]);
    const foreign = seatsOf({
      freed: [aSeat(0, 10, 10)],
      offers: [anOffer(10, { sessionId: elsewhere })],
    });
    expect(foreign).toMatchObject({ waitlist: nothing, random: { seats: 1 } });
  });

  test('knows no minutes of a seat of which nobody knows when it was freed', () => {
    const { freedAt: _, ...unknown } = aSeat(0, 10, 10);
    const seats = seatsOf({ freed: [unknown], sales: [{ sessionId: session, at: at(11) }] });
    expect(seats?.random).toEqual({ seats: 1, taken: 0 });
  });

  test('counts every offer and every seat once, whatever there is', () => {
    const place = fc.record({
      departmentId: fc.constantFrom(department, other),
      sessionId: fc.constantFrom(session, elsewhere),
    });
    const minute = fc.integer({ min: 0, max: 50 });
    const offers = fc.array(
      fc
        .tuple(place, minute, fc.boolean())
        .map(([where, minutes, isMember]) => anOffer(minutes, { ...where, isMember })),
    );
    const freed = fc.array(
      fc
        .tuple(place, minute, minute, fc.option(minute, { nil: undefined }))
        .map(([where, from, due, back]) => ({ ...aSeat(from, due, back), ...where })),
    );
    const sales = fc.array(
      fc.tuple(fc.constantFrom(session, elsewhere), minute).map(([sessionId, minutes]) => ({
        ...{ sessionId, at: at(minutes) },
      })),
    );
    fc.assert(
      fc.property(fc.record({ offers, freed, sales }), (facts) => {
        const found = report(facts);
        const sum = (of: (one: (typeof found)[number]) => number) =>
          found.reduce((total, one) => total + of(one), 0);
        expect(sum(({ toMembers, toOthers }) => toMembers.offers + toOthers.offers)).toBe(
          facts.offers.length,
        );
        expect(sum(({ seats }) => seatPaths.reduce((total, path) => total + seats[path].seats, 0))).toBe(
          facts.freed.length,
        );
        for (const { seats } of found)
          for (const path of seatPaths) expect(seats[path].taken).toBeLessThanOrEqual(seats[path].seats);
      }),
    );
  });
});

test('an offer ends as its hold does', () => {
  expect(offerOutcome(undefined)).toBe('open');
  expect(offerOutcome({ to: 'PENDING_CONFIRM', as: 'U' })).toBe('accepted');
  expect(offerOutcome({ to: 'EXPIRED', as: 'SYS' })).toBe('missed');
  expect(offerOutcome({ to: 'CANCELLED', as: 'U' })).toBe('declined');
  expect(offerOutcome({ to: 'CANCELLED', as: 'D' })).toBe('withdrawn');
  expect(offerOutcome({ to: 'PROVIDER_CANCELLED', as: 'C' })).toBe('withdrawn');
});
