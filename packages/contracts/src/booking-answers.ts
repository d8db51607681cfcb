import { z } from 'zod';
import { type Answer, count, fen, id, instant, list, title, version } from './answer.js';

export const orderStatus = z.enum([
  'PENDING_PAYMENT',
  'PAID',
  'ASSIGNED',
  'ACCEPTED',
  'EN_ROUTE',
  'ARRIVED',
  'SERVING',
  'ENDED',
  'FINISHED',
  'CANCELLED',
  'NO_SHOW',
]);
export type OrderStatusDto = Answer<typeof orderStatus>;

/** What a unit of a service usually costs, both included. */
export const priceRange = z.object({ lowestFen: fen, highestFen: fen });
export type PriceRangeDto = Answer<typeof priceRange>;

export const service = z.object({
  code: z.string(),
  kind: z.enum(['visit', 'care']),
  title,
  unitMinutes: count,
  unitPriceFen: fen,
  reference: priceRange.exactOptional(),
});
export type ServiceDto = Answer<typeof service>;

export const hospital = z.object({
  hospitalId: id,
  code: z.string(),
  name: z.string(),
  district: z.string(),
  kind: z.string(),
  grade: z.string(),
  /** Where it stands on the map, when that is known. */
  place: z
    .object({ longitude: z.number(), latitude: z.number(), datum: z.enum(['WGS-84', 'GCJ-02']) })
    .exactOptional(),
});
export type HospitalDto = Answer<typeof hospital>;

export const priceLine = z.object({ kind: z.string(), quantity: z.number(), unitFen: fen, amountFen: fen });
export type PriceLineDto = Answer<typeof priceLine>;

export const quote = z.object({
  quoteId: id,
  lines: list(priceLine),
  totalFen: fen,
  /** What a unit of the service costs, and what it usually does where that was published. */
  unitPriceFen: fen,
  reference: priceRange.exactOptional(),
  policyVersion: version,
  /** What `consentedScopeVersion` must be when this quote is booked. */
  scopeConsentVersion: version,
  validUntil: instant,
  shifts: list(z.object({ startsAt: instant, endsAt: instant })),
});
export type QuoteDto = Answer<typeof quote>;

/** What every command about an order answers. */
export const orderAnswer = z.object({ orderId: id, status: orderStatus, version });
export type OrderAnswerDto = Answer<typeof orderAnswer>;

/** An order that was priced and booked in one step. */
export const placedOrder = orderAnswer.extend({ totalFen: fen });
export type PlacedOrderDto = Answer<typeof placedOrder>;

/** Escorts who may be booked, as families look for them. */
export const bookableEscorts = z.object({
  escorts: list(
    z.object({
      escortId: id,
      name: z.string(),
      gender: z.enum(['female', 'male']),
      skills: list(z.string()),
      /** What they reach this year. */
      age: count.exactOptional(),
      experienceYears: count.exactOptional(),
      /** Mean stars × 100. */
      ratingHundredths: count,
      ratingCount: count,
      services: list(z.object({ code: z.string(), unitMinutes: count, unitPriceFen: fen })),
    }),
  ),
  nextCursor: id.exactOptional(),
});
export type BookableEscortsDto = Answer<typeof bookableEscorts>;

export const payment = z.object({ paymentId: id, amountFen: fen, payUrl: z.string() });
export type PaymentDto = Answer<typeof payment>;

export const cancellationQuote = z.object({
  cancellationQuoteId: id,
  /** `full`, a tier such as `24h`, `on-the-way`, `escort-late`, or `refund-ceiling`. */
  rule: z.string(),
  refundFen: fen,
  escortFen: fen,
  platformFen: fen,
  compensationFen: fen,
  expiresAt: instant,
});
export type CancellationQuoteDto = Answer<typeof cancellationQuote>;
