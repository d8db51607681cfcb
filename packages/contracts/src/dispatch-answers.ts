import { z } from 'zod';
import { type Answer, count, id, instant, list, title, version } from './answer.js';
import { orderStatus } from './booking-answers.js';

export const whyNot = z.object({
  code: z.string(),
  detail: z.string().exactOptional(),
  /** A dispatcher may offer all the same, with a reason. */
  canOverride: z.boolean(),
});
export type WhyNotDto = Answer<typeof whyNot>;

export const candidate = z.object({
  escortId: id,
  name: z.string(),
  gender: z.string(),
  ratingHundredths: z.int(),
  ratingCount: count,
  skills: list(z.string()),
  score: z.number(),
  terms: list(z.object({ code: z.string(), value: z.number(), weight: z.number(), points: z.number() })),
  whyNot: list(whyNot),
});
export type CandidateDto = Answer<typeof candidate>;

/** A shift as escorts see it before and after it is theirs. */
const placedShift = z.object({
  orderId: id,
  shiftNo: z.int().positive(),
  startsAt: instant,
  endsAt: instant,
  hospitalName: z.string(),
  serviceTitle: title,
});

/** An offer as its escort sees it. */
export const offer = placedShift.extend({ offerId: id, expiresAt: instant });
export type OfferDto = Answer<typeof offer>;

/** An open shift in the grab hall: no name of the patient before it is taken. */
export const hallRow = placedShift.extend({ opensAt: instant });
export type HallRowDto = Answer<typeof hallRow>;

/** A shift of the signed-in escort. */
export const escortShift = placedShift.extend({ status: orderStatus, version, patientName: z.string() });
export type EscortShiftDto = Answer<typeof escortShift>;
