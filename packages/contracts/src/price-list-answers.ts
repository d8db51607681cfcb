import { z } from 'zod';
import { type Answer, count, fen, instant, list, title, version } from './answer.js';
import { priceRange } from './booking-answers.js';

/** What a unit of a service costs in a city. */
export const servicePrice = z.object({
  cityCode: z.string(),
  serviceCode: z.string(),
  unitPriceFen: fen,
  reference: priceRange.exactOptional(),
});
export type ServicePriceDto = Answer<typeof servicePrice>;

/** What can be priced, at the prices of the catalogue, and every version of the prices, the highest first. */
export const priceLists = z.object({
  services: list(
    z.object({ cityCode: z.string(), serviceCode: z.string(), title, unitMinutes: count, unitPriceFen: fen }),
  ),
  versions: list(
    z.object({
      list: z.object({ version, prices: list(servicePrice) }),
      /** What each of the services costs by it, also those that it does not name, in their order. */
      effective: list(servicePrice),
      inForceFrom: instant,
      /** Whether quotes of now go by it. */
      isInForce: z.boolean(),
      reason: z.string(),
    }),
  ),
});
export type PriceListsDto = Answer<typeof priceLists>;

/** The first thing that publishing would refuse, if there is one, and what is different from what is in force by then. */
export const priceListPreview = z.object({
  /** 0 for the prices of the catalogue. */
  replaces: count,
  changes: list(z.object({ before: servicePrice, after: servicePrice })),
  wrong: z
    .object({
      cityCode: z.string(),
      serviceCode: z.string(),
      part: z.enum(['service', 'unitPriceFen', 'lowestFen', 'highestFen']),
      why: z.enum(['not-offered', 'twice', 'not-whole', 'out-of-range', 'out-of-order', 'outside-reference']),
      leastFen: fen,
      mostFen: fen,
    })
    .exactOptional(),
});
export type PriceListPreviewDto = Answer<typeof priceListPreview>;
