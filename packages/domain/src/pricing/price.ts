import type { Calendar, ZoneId } from '../shared/calendar.js';
import {
  addMoney,
  type BasisPoints,
  fen,
  type Money,
  negated,
  portion,
  smaller,
  sumMoney,
} from '../shared/money.js';
import type { TimeRange } from '../shared/time-range.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import { minutesToBill, timeUnits } from './billed-time.js';
import type { EscortService } from './offering.js';
import { holidayPart, nightPart, surchargeOf } from './surcharges.js';

export type QuotedLine = {
  readonly kind: 'service' | 'extra-hours' | 'night' | 'holiday' | 'distance' | 'member-discount' | 'coupon';
  readonly quantity: number;
  readonly unitFen: Money;
  readonly amountFen: Money;
};

export type PriceInput = {
  readonly service: EscortService;
  readonly during: TimeRange;
  readonly zone: ZoneId;
  /** From the patient's home to the hospital; without it no distance is charged. */
  readonly distanceMetres?: number;
  readonly memberDiscount: BasisPoints;
};

const line = (kind: QuotedLine['kind'], quantity: number, unitFen: Money): QuotedLine => ({
  kind,
  quantity,
  unitFen,
  amountFen: fen(quantity * unitFen),
});

const distanceLine = (metres: number, { pricing }: VisitPolicy): QuotedLine => {
  const kilometres = Math.max(0, Math.ceil((metres - pricing.freeDistanceMetres) / 1000));
  const full = line('distance', kilometres, pricing.perKilometreFen);
  return full.amountFen <= pricing.largestDistanceFen
    ? full
    : line('distance', 1, pricing.largestDistanceFen);
};

const wholeRate = (rate: BasisPoints): BasisPoints => Math.min(10_000, Math.max(0, Math.trunc(rate)));

/**
 * Itemised price in whole fen (B15). Service by the unit, further started hours (never dearer than one more unit), night
 * and holiday surcharge on both for the share of minutes they cover, distance beyond the free part by started kilometres,
 * member discount in basis points on everything but the distance; lines of zero are left out. Parts of a fen are dropped,
 * in surcharges and discount alike. The lines sum to `totalFen`, which is never negative.
 */
export const priceVisit = (
  input: PriceInput,
  policy: VisitPolicy,
  calendar: Calendar,
): { readonly lines: readonly QuotedLine[]; readonly totalFen: Money } => {
  const { service, during, zone } = input;
  const { units, extraHours } = timeUnits(minutesToBill(during), service, policy.pricing.extraHourFen);
  const time = [
    line('service', units, service.unitPriceFen),
    line('extra-hours', extraHours, policy.pricing.extraHourFen),
  ];
  const baseFen = sumMoney(time.map(({ amountFen }) => amountFen));
  const { night, holidaySurcharge } = policy.pricing;
  const nightFen = surchargeOf(baseFen, night.surcharge, nightPart(calendar, during, zone, night));
  const holidayFen = surchargeOf(baseFen, holidaySurcharge, holidayPart(calendar, during, zone));
  const discountable = addMoney(baseFen, addMoney(nightFen, holidayFen));
  const discountFen = smaller(portion(discountable, wholeRate(input.memberDiscount)), discountable);
  const lines = [
    ...time,
    line('night', 1, nightFen),
    line('holiday', 1, holidayFen),
    distanceLine(input.distanceMetres ?? 0, policy),
    line('member-discount', 1, negated(discountFen)),
  ].filter(({ amountFen }) => amountFen !== 0);
  return { lines, totalFen: sumMoney(lines.map(({ amountFen }) => amountFen)) };
};
