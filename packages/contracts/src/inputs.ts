import { z } from 'zod';
import { id, idempotencyKey, minuteIn, orderRef, orderRefWithReason, reason, text } from './primitives.js';

const anyShiftNo = z.int().min(1).max(60);
const shiftNo = anyShiftNo.default(1);

export const searchHospitalsInput = z.strictObject({
  cityCode: z.string().regex(/^\d{6}$/),
  text: text(50).default(''),
  limit: z.int().min(1).max(50).default(20),
});
export const cityInput = z.strictObject({ cityCode: z.string().regex(/^\d{6}$/) });

const years = z.int().min(0).max(150).optional();
const price = z.int().min(0).max(100_000_000).optional();

/** Escorts of a city; the price is that of one unit of the service, or of any that they offer. */
export const searchEscortsInput = z.strictObject({
  cityCode: z.string().regex(/^\d{6}$/),
  gender: z.enum(['female', 'male']).optional(),
  skill: z
    .string()
    .regex(/^[a-z0-9-]{2,40}$/)
    .optional(),
  hospitalId: id.optional(),
  serviceCode: z
    .string()
    .regex(/^[a-z0-9-]{2,40}$/)
    .optional(),
  leastFen: price,
  mostFen: price,
  leastAge: years,
  mostAge: years,
  leastExperienceYears: years,
  limit: z.int().min(1).max(100).default(20),
  cursor: id.optional(),
});

export const requestQuoteInput = z.strictObject({
  patientId: id,
  hospitalId: id,
  serviceCode: z.string().regex(/^[a-z0-9-]{2,40}$/),
  startsAt: minuteIn,
  endsAt: minuteIn,
  escortId: id.optional(),
  escortGender: z.enum(['female', 'male']).optional(),
  onBehalfOf: id.optional(),
});

export const createOrderInput = z.strictObject({
  quoteId: id,
  consentedScopeVersion: z.int().positive(),
  idempotencyKey,
});

/** What is wanted, priced and booked in one step. */
export const placeOrderInput = requestQuoteInput.omit({ onBehalfOf: true }).extend({
  consentedScopeVersion: z.int().positive(),
  idempotencyKey,
});

/** `expectedFen` is what the family has seen; nothing is opened when another amount is due. */
export const payInput = orderRef.extend({
  channel: z.enum(['wechat', 'alipay', 'unionpay']),
  expectedFen: z.int().positive().optional(),
});
export const rescheduleInput = orderRefWithReason.extend({ quoteId: id });
export const shiftEscortInput = orderRefWithReason.extend({ shiftNo, escortId: id });
export const offerShiftInput = shiftEscortInput.extend({ override: z.boolean().default(false) });
export const quoteCancellationInput = orderRef.extend({
  fault: z.enum(['family', 'escort', 'clinic', 'emergency', 'platform']).optional(),
});
export const cancelInput = orderRefWithReason.extend({ cancellationQuoteId: id });
export const reviewInput = orderRef.extend({ stars: z.int().min(1).max(5), text: text(1000).default('') });
export const extendInput = orderRef.extend({
  minutes: z.int().min(1).max(1440),
  idempotencyKey: idempotencyKey.optional(),
});

export const offerInput = orderRefWithReason.extend({ offerId: id });
export const shiftInput = orderRef.extend({ shiftNo });
/** One shift, or without a number every shift of theirs that can still be given up. */
export const leaveInput = orderRefWithReason.extend({ shiftNo: anyShiftNo.optional() });
export const releaseInput = leaveInput.extend({ escortId: id.optional() });
/** Where a phone says it is. */
export const position = z.strictObject({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
  datum: z.enum(['WGS-84', 'GCJ-02']),
  accuracyMetres: z.number().min(0).max(1_000_000),
});
export const checkInInput = orderRefWithReason.extend({
  position: position.optional(),
  visitCode: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
});
export const startInput = orderRef.extend({
  visitCode: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
});
export const logInput = orderRef.extend({
  step: z.enum([
    'number-taken',
    'waiting',
    'consultation',
    'examination',
    'medicine',
    'returned',
    'condition',
    'nursing',
    'medication',
    'contact-attempt',
  ]),
  note: text(2000).default(''),
  idempotencyKey: idempotencyKey.optional(),
});
export const handOverInput = orderRef.extend({ note: text(2000) });
export const escortNoShowInput = orderRef.extend({ reason, isUnreachable: z.boolean().default(false) });

export const boardInput = z.strictObject({
  statuses: z
    .array(z.string().regex(/^[A-Z_]{3,20}$/))
    .max(11)
    .optional(),
  limit: z.int().min(1).max(100).default(100),
  cursor: id.optional(),
});

/** `lastEventId` comes with every reconnection; the reader looks everything up again anyway. */
export const liveInput = z.strictObject({
  orderId: id.optional(),
  lastEventId: z.string().max(100).nullish(),
});
