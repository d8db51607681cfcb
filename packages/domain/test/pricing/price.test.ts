import { checkQuote, type PriceInput, priceVisit, type QuotedLine, shiftsOf } from '@banzhen/domain/pricing';
import { MINUTE_MS, minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { fen, sumMoney } from '@banzhen/domain/shared/money';
import { minutesOf, type TimeRange } from '@banzhen/domain/shared/time-range';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import { aCareService, aQuote, aService, fixedOffsetCalendar } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const calendar = fixedOffsetCalendar({ offsetMinutes: 480, holidays: ['2030-01-01', '2030-02-03'] });
const local = (from: string, to: string): TimeRange => ({
  startsAt: new Date(`2030-${from.replace(' ', 'T')}:00+08:00`),
  endsAt: new Date(`2030-${to.replace(' ', 'T')}:00+08:00`),
});
const input = (during: TimeRange, overrides: Partial<PriceInput> = {}): PriceInput => ({
  service: aService(),
  during,
  zone: 'Asia/Shanghai',
  memberDiscount: 0,
  ...overrides,
});
const price = (during: TimeRange, overrides: Partial<PriceInput> = {}, rules: VisitPolicy = policy) =>
  priceVisit(input(during, overrides), rules, calendar);
const brief = (lines: readonly QuotedLine[]) =>
  lines.map(({ kind, quantity, unitFen, amountFen }) => [kind, quantity, unitFen, amountFen]);
const morning = local('01-09 09:00', '01-09 13:00');

describe('a price', () => {
  test('is the unit price for a unit and less', () => {
    expect(price(morning)).toEqual({
      lines: [{ kind: 'service', quantity: 1, unitFen: 199_00, amountFen: 199_00 }],
      totalFen: 199_00,
    });
    expect(price(local('01-09 09:00', '01-09 09:30')).totalFen).toBe(199_00);
  });

  test('adds further started hours, and never more than one more unit costs', () => {
    expect(brief(price(local('01-09 09:00', '01-09 13:01')).lines)).toEqual([
      ['service', 1, 199_00, 199_00],
      ['extra-hours', 1, 60_00, 60_00],
    ]);
    expect(price(local('01-09 09:00', '01-09 16:00')).totalFen).toBe(199_00 + 180_00);
    expect(brief(price(local('01-09 09:00', '01-09 16:01')).lines)).toEqual([['service', 2, 199_00, 398_00]]);
    expect(price(local('01-09 09:00', '01-09 17:00')).totalFen).toBe(398_00);
  });

  test('adds 30 % for the share of minutes at night', () => {
    const half = price(local('01-09 20:00', '01-10 00:00'));
    expect(brief(half.lines)).toContainEqual(['night', 1, 29_85, 29_85]);
    expect(price(local('01-09 18:00', '01-09 22:00')).totalFen).toBe(199_00);
    expect(price(local('01-09 18:01', '01-09 22:01')).lines.at(-1)).toMatchObject({
      kind: 'night',
      amountFen: 24,
    });
    expect(price(local('01-10 06:00', '01-10 10:00')).totalFen).toBe(199_00);
  });

  test('adds 50 % for the share of minutes on holidays of the place', () => {
    expect(brief(price(local('01-01 09:00', '01-01 13:00')).lines)).toContainEqual([
      'holiday',
      1,
      99_50,
      99_50,
    ]);
    const lastHour = price(local('01-01 21:00', '01-02 01:00'));
    expect(lastHour.lines.find(({ kind }) => kind === 'holiday')?.amountFen).toBe(74_62);
    expect(price(local('02-04 00:00', '02-04 04:00')).lines.map(({ kind }) => kind)).toEqual([
      'service',
      'night',
    ]);
  });

  test('adds started kilometres beyond the free 5, up to a limit', () => {
    const distance = (distanceMetres: number) =>
      brief(price(morning, { distanceMetres }).lines).filter(([kind]) => kind === 'distance');
    expect(distance(5000)).toEqual([]);
    expect(distance(5001)).toEqual([['distance', 1, 3_00, 3_00]]);
    expect(distance(7500)).toEqual([['distance', 3, 3_00, 9_00]]);
    expect(distance(35_000)).toEqual([['distance', 30, 3_00, 90_00]]);
    expect(distance(900_000)).toEqual([['distance', 1, 90_00, 90_00]]);
  });

  test('takes the member discount off everything but the distance', () => {
    const { lines, totalFen } = price(morning, { memberDiscount: 555, distanceMetres: 6000 });
    expect(lines.at(-1)).toEqual({
      kind: 'member-discount',
      quantity: 1,
      unitFen: -11_04,
      amountFen: -11_04,
    });
    expect(totalFen).toBe(199_00 + 3_00 - 11_04);
    expect(price(morning, { memberDiscount: 10_000, distanceMetres: 6000 }).totalFen).toBe(3_00);
    expect(price(morning, { memberDiscount: 10_000 }).totalFen).toBe(0);
    expect(price(morning, { memberDiscount: 99_999 }).totalFen).toBe(0);
    expect(price(morning, { memberDiscount: -100 }).totalFen).toBe(199_00);
  });

  test('of 13 in 24 hours at night is exact where a quotient of floating point is not', () => {
    const night = { fromMinuteOfDay: 17 * 60, toMinuteOfDay: 6 * 60, surcharge: 3000 };
    const rules = { ...policy, pricing: { ...policy.pricing, night } };
    const service = aService({ unitMinutes: 1440, unitPriceFen: fen(100_00) });
    expect(Math.floor((100_00 * 3000 * (13 / 24)) / 10_000)).toBe(16_24);
    expect(price(local('01-09 00:00', '01-10 00:00'), { service }, rules).totalFen).toBe(116_25);
  });

  test('of two days of care', () => {
    const { lines, totalFen } = price(local('01-09 08:00', '01-11 08:00'), { service: aCareService() });
    expect(brief(lines)).toEqual([
      ['service', 4, 320_00, 1280_00],
      ['night', 1, 128_00, 128_00],
    ]);
    expect(totalFen).toBe(1408_00);
  });
});

describe('every price', () => {
  const start = Date.parse('2029-12-25T00:00:00Z');
  const ranges = fc
    .tuple(fc.integer({ min: 0, max: 60 * 1440 }), fc.integer({ min: 1, max: 14 * 1440 }))
    .map(([from, length]) => ({
      startsAt: new Date(start + from * MINUTE_MS),
      endsAt: new Date(start + (from + length) * MINUTE_MS),
    }));
  const inputs = fc.record({
    service: fc
      .tuple(fc.integer({ min: 30, max: 1440 }), fc.integer({ min: 0, max: 10_000_000_00 }))
      .map(([unitMinutes, price]) => aService({ unitMinutes, unitPriceFen: fen(price) })),
    distanceMetres: fc.integer({ min: 0, max: 3_000_000 }),
    memberDiscount: fc.integer({ min: 0, max: 10_000 }),
  });
  const rates = fc.record({ night: fc.nat(30_000), holiday: fc.nat(30_000) }).map(({ night, holiday }) => ({
    ...policy,
    pricing: {
      ...policy.pricing,
      night: { ...policy.pricing.night, surcharge: night },
      holidaySurcharge: holiday,
    },
  }));

  test('is the sum of its lines, never negative, and has no empty line', () => {
    fc.assert(
      fc.property(ranges, inputs, rates, (during, overrides, rules) => {
        const { lines, totalFen } = price(during, overrides, rules);
        expect(sumMoney(lines.map(({ amountFen }) => amountFen))).toBe(totalFen);
        expect(totalFen).toBeGreaterThanOrEqual(0);
        for (const { quantity, unitFen, amountFen } of lines) {
          expect(amountFen).not.toBe(0);
          expect(quantity * unitFen).toBe(amountFen);
          expect(Number.isSafeInteger(amountFen)).toBe(true);
        }
        expect(new Set(lines.map(({ kind }) => kind)).size).toBe(lines.length);
      }),
      { numRuns: 300 },
    );
  });

  const nightMinutes = (during: TimeRange): number => {
    let minutes = 0;
    for (let at = during.startsAt.getTime(); at < during.endsAt.getTime(); at += MINUTE_MS) {
      const { minuteOfDay } = calendar.wallTime(new Date(at), 'Asia/Shanghai');
      if (minuteOfDay >= 22 * 60 || minuteOfDay < 6 * 60) minutes += 1;
    }
    return minutes;
  };
  type Surcharge = (
    lines: readonly QuotedLine[],
    base: number,
    rate: number,
    night: number,
    all: number,
  ) => number;
  const quoted: Surcharge = (lines) => lines.find(({ kind }) => kind === 'night')?.amountFen ?? 0;
  const halfHours = ranges.map(({ startsAt, endsAt }) => {
    const round = (at: Date) => Math.floor(at.getTime() / 1_800_000) * 1_800_000;
    return { startsAt: new Date(round(startsAt)), endsAt: new Date(round(endsAt) + 1_800_000) };
  });
  const tidyRates = fc.integer({ min: 1, max: 30 }).map((tenths) => ({
    ...policy,
    pricing: { ...policy.pricing, night: { ...policy.pricing.night, surcharge: tenths * 1000 } },
  }));
  const isExact = (during: fc.Arbitrary<TimeRange>, rules: fc.Arbitrary<VisitPolicy>, of: Surcharge) =>
    fc.property(during, inputs, rules, (range, overrides, numbers) => {
      const { lines } = price(range, overrides, numbers);
      const time = lines.filter(({ kind }) => kind === 'service' || kind === 'extra-hours');
      const base = sumMoney(time.map(({ amountFen }) => amountFen));
      const { surcharge } = numbers.pricing.night;
      const [night, all] = [nightMinutes(range), minutesOf(range)];
      const exact = (BigInt(base) * BigInt(surcharge) * BigInt(night)) / (10_000n * BigInt(all));
      return BigInt(of(lines, base, surcharge, night, all)) === exact;
    });

  test('has surcharges that are exact to the fen, minute by minute', () => {
    fc.assert(isExact(ranges, rates, quoted), { numRuns: 40 });
    fc.assert(isExact(halfHours, tidyRates, quoted), { numRuns: 40 });
  });

  test('would be wrong with floating point: the same property catches it', () => {
    const naive: Surcharge = (_, base, rate, night, all) =>
      Math.floor(base * (rate / 10_000) * (night / all));
    expect(
      fc.check(isExact(halfHours, tidyRates, naive), { numRuns: 200, seed: 1, endOnFailure: true }).failed,
    ).toBe(true);
  });

  test('does not fall when the visit grows within one kind of hours', () => {
    const day = Date.parse('2030-01-09T00:00:00Z');
    fc.assert(
      fc.property(inputs, fc.integer({ min: 1, max: 700 }), fc.nat(120), (overrides, minutes, more) => {
        const of = (length: number) =>
          price({ startsAt: new Date(day), endsAt: new Date(day + length * MINUTE_MS) }, overrides).totalFen;
        expect(of(Math.min(840, minutes + more))).toBeGreaterThanOrEqual(of(minutes));
      }),
    );
  });
});

describe('shifts', () => {
  const service = aCareService();
  const of = (during: TimeRange) => {
    const shifts = shiftsOf(service, during);
    if (!shifts.ok) throw new Error(shifts.error.type);
    return shifts.value;
  };

  test('cut a day of care in two, and keep a visit whole', () => {
    expect(of(local('01-09 08:00', '01-10 08:00'))).toEqual([
      local('01-09 08:00', '01-09 20:00'),
      local('01-09 20:00', '01-10 08:00'),
    ]);
    expect(of(morning)).toEqual([morning]);
    expect(of(local('01-09 08:00', '01-09 23:00')).map(minutesOf)).toEqual([720, 180]);
  });

  test('are back to back, cover the visit, and are no longer than a shift', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 14 * 1440 }), (minutes) => {
        const during = { startsAt: morning.startsAt, endsAt: minutesAfter(morning.startsAt, minutes) };
        const shifts = of(during);
        expect(shifts[0]?.startsAt).toEqual(during.startsAt);
        expect(shifts.at(-1)?.endsAt).toEqual(during.endsAt);
        shifts.forEach((shift, index) => {
          expect(minutesOf(shift)).toBeGreaterThan(0);
          expect(minutesOf(shift)).toBeLessThanOrEqual(720);
          if (index > 0) expect(shift.startsAt).toEqual(shifts[index - 1]?.endsAt);
        });
      }),
    );
  });

  test('end after 14 days', () => {
    const { startsAt } = morning;
    expect(shiftsOf(service, { startsAt, endsAt: minutesAfter(startsAt, 14 * 1440) }).ok).toBe(true);
    expect(shiftsOf(service, { startsAt, endsAt: minutesAfter(startsAt, 14 * 1440 + 1) })).toEqual({
      ok: false,
      error: { type: 'TooLong', longestDays: 14 },
    });
    expect(() => shiftsOf(aService({ shiftMinutes: 0 }), morning)).toThrow(RangeError);
  });
});

describe('a quote', () => {
  test('books once, for 15 minutes', () => {
    const quote = aQuote();
    const orderId = idFrom<OrderId>('01900000-00ab-7000-8000-000000000001');
    expect(checkQuote(quote, minutesAfter(quote.createdAt, 14)).ok).toBe(true);
    expect(checkQuote(quote, quote.validUntil)).toEqual({
      ok: false,
      error: { type: 'QuoteExpired', validUntil: quote.validUntil },
    });
    expect(checkQuote({ ...quote, usedFor: orderId }, quote.createdAt)).toEqual({
      ok: false,
      error: { type: 'QuoteUsed', orderId },
    });
  });
});
