import { z } from 'zod';
import { instantIn, reason } from './primitives.js';

/** What each amount must be is said by the refusals; in fen. */
const whole = z.int();
const code = z.string().min(1).max(60);

/** Of one unit; without a range nothing is said to be usual. */
const servicePrice = z.strictObject({
  cityCode: code,
  serviceCode: code,
  unitPriceFen: whole,
  reference: z.strictObject({ lowestFen: whole, highestFen: whole }).optional(),
});

const MOST_PRICES = 2_000;
const MOST_VERSIONS = 999_999;

export const previewPriceListInput = z.strictObject({
  prices: z.array(servicePrice).max(MOST_PRICES),
  /** Without it from now on. */
  inForceFrom: instantIn.optional(),
});
export const publishPriceListInput = previewPriceListInput.extend({
  reason,
  /** The highest version that the caller has seen, 0 where there is none. */
  latest: z
    .int()
    .min(0)
    .max(MOST_VERSIONS - 1),
});
