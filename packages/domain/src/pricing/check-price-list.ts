import { fen } from '../shared/money.js';
import { err, ok, type Result } from '../shared/result.js';
import type { OfferedService, PriceRange, ServicePrice } from './price-list.js';

/** What any price may be, in fen, both included: below is a slip of the pen, above as well. */
export const priceBounds = { lowestFen: fen(1_00), highestFen: fen(100_000_00) } as const;

/**
 * What is wrong with a price that somebody wants to publish. Between `leastFen` and `mostFen` the amount would do;
 * `out-of-order` says that the range ends before it begins, `outside-reference` that the price is not in its own range.
 */
export type WrongPrice = {
  readonly type: 'WrongPrice';
  readonly cityCode: string;
  readonly serviceCode: string;
  readonly part: 'service' | 'unitPriceFen' | 'lowestFen' | 'highestFen';
  readonly why: 'not-offered' | 'twice' | 'not-whole' | 'out-of-range' | 'out-of-order' | 'outside-reference';
  readonly leastFen: number;
  readonly mostFen: number;
};

type Found = Pick<WrongPrice, 'part' | 'why'> & Partial<Pick<WrongPrice, 'leastFen' | 'mostFen'>>;

const wrongAmount = (part: Found['part'], amount: number): Found | undefined => {
  if (!Number.isSafeInteger(amount)) return { part, why: 'not-whole' };
  return amount < priceBounds.lowestFen || amount > priceBounds.highestFen
    ? { part, why: 'out-of-range' }
    : undefined;
};

const wrongRange = (unitPriceFen: number, { lowestFen, highestFen }: PriceRange): Found | undefined => {
  const wrong = wrongAmount('lowestFen', lowestFen) ?? wrongAmount('highestFen', highestFen);
  if (wrong) return wrong;
  if (highestFen < lowestFen) return { part: 'highestFen', why: 'out-of-order', leastFen: lowestFen };
  return unitPriceFen < lowestFen || unitPriceFen > highestFen
    ? { part: 'unitPriceFen', why: 'outside-reference', leastFen: lowestFen, mostFen: highestFen }
    : undefined;
};

const wrongIn = ({ unitPriceFen, reference }: ServicePrice): Found | undefined =>
  wrongAmount('unitPriceFen', unitPriceFen) ?? (reference && wrongRange(unitPriceFen, reference));

const keyOf = ({ cityCode, code }: Pick<OfferedService, 'cityCode' | 'code'>): string =>
  `${cityCode}/${code}`;

/** Refuses prices of what is not offered, amounts that cannot be and prices outside their own range, the first of them (B57). */
export const checkPrices = <Prices extends readonly ServicePrice[]>(
  services: readonly OfferedService[],
  prices: Prices,
): Result<Prices, WrongPrice> => {
  const bounds = { leastFen: priceBounds.lowestFen, mostFen: priceBounds.highestFen };
  const left = new Set(services.map(keyOf));
  const offered = new Set(left);
  for (const price of prices) {
    const { cityCode, serviceCode } = price;
    const key = keyOf({ cityCode, code: serviceCode });
    const service = { type: 'WrongPrice', cityCode, serviceCode, ...bounds } as const;
    if (!offered.has(key)) return err({ ...service, part: 'service', why: 'not-offered' });
    if (!left.delete(key)) return err({ ...service, part: 'service', why: 'twice' });
    const found = wrongIn(price);
    if (found) return err({ ...service, ...found });
  }
  return ok(prices);
};
