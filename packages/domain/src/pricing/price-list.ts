import type { Money } from '../shared/money.js';
import type { EscortService } from './offering.js';

/** What a unit of a service usually costs, in fen, both included (B57 价格参考范围). */
export type PriceRange = { readonly lowestFen: Money; readonly highestFen: Money };

/** What a unit of a service costs in a city, in fen, and what is usual for it where the tenant has said so. */
export type ServicePrice = {
  readonly cityCode: string;
  readonly serviceCode: string;
  readonly unitPriceFen: Money;
  readonly reference?: PriceRange;
};

/** A service of the catalogue, with the city in which it is offered. */
export type OfferedService = EscortService & { readonly cityCode: string };

/**
 * A tenant's prices as one version, which never changes ("Decided" 1). What it does not name costs what the catalogue says.
 * Versions begin with 1.
 */
export type PriceList = { readonly version: number; readonly prices: readonly ServicePrice[] };

/** A version with the instant from which on it is in force, and why it was published. */
export type PublishedPriceList = {
  readonly list: PriceList;
  readonly inForceFrom: Date;
  readonly reason: string;
};

/** The newest version in force at an instant: the highest of those that have begun by then; none before the first. */
export const priceListAt = (versions: readonly PublishedPriceList[], at: Date): PriceList | undefined =>
  versions
    .filter(({ inForceFrom }) => inForceFrom <= at)
    .map(({ list }) => list)
    .toSorted((left, right) => right.version - left.version)[0];

/** What a service costs where these prices are in force: its own price there, else the catalogue's. */
export const priceOf = (
  prices: readonly ServicePrice[],
  { cityCode, code, unitPriceFen }: Pick<OfferedService, 'cityCode' | 'code' | 'unitPriceFen'>,
): ServicePrice =>
  prices.find((one) => one.cityCode === cityCode && one.serviceCode === code) ?? {
    ...{ cityCode, serviceCode: code, unitPriceFen },
  };

/** What a unit of a service will cost that costs something else now. */
export type PriceChange = { readonly before: ServicePrice; readonly after: ServicePrice };

const isSame = (one: ServicePrice, other: ServicePrice): boolean =>
  one.unitPriceFen === other.unitPriceFen &&
  one.reference?.lowestFen === other.reference?.lowestFen &&
  one.reference?.highestFen === other.reference?.highestFen;

/** What is different for `services` when `after` follows `before`. */
export const priceChanges = (
  services: readonly OfferedService[],
  before: readonly ServicePrice[],
  after: readonly ServicePrice[],
): readonly PriceChange[] =>
  services
    .map((service) => ({ before: priceOf(before, service), after: priceOf(after, service) }))
    .filter((change) => !isSame(change.before, change.after));
