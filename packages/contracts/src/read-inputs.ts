import { z } from 'zod';
import { id, instantIn, orderRef, text } from './primitives.js';

const statuses = z.array(z.string().regex(/^[A-Z_]{3,20}$/)).max(11);

/** Orders whose number or patient's name begins with `text`; all of them when it is empty. */
export const searchOrdersInput = z.strictObject({
  text: text(60).default(''),
  statuses: statuses.optional(),
  limit: z.int().min(1).max(100).default(20),
  cursor: id.optional(),
});

export const previewEndingInput = orderRef.extend({
  ending: z.enum(['patient-no-show', 'escort-no-show', 'escort-unreachable', 'early-end', 'unmatched']),
});
export const previewRescheduleInput = orderRef.extend({ quoteId: id });

export const ledgerPostingsInput = z.strictObject({
  account: z
    .string()
    .regex(/^[a-z_]+(:[\w-]{1,40})?$/)
    .optional(),
  orderNo: text(40).optional(),
  from: instantIn.optional(),
  until: instantIn.optional(),
  limit: z.int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});

/** An id, or a word where things have names instead. */
const auditWord = z.string().regex(/^(?!.*\d{7})[A-Za-z][A-Za-z0-9_.:/-]{0,63}$/);

export const auditPageInput = z.strictObject({
  accountId: id.optional(),
  operation: auditWord.optional(),
  objectId: z.union([id, auditWord]).optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  from: instantIn.optional(),
  until: instantIn.optional(),
  limit: z.int().min(1).max(100).default(50),
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z\/\d{1,2}\/\d{1,15}$/)
    .refine((text) => !Number.isNaN(Date.parse(text.slice(0, 24))))
    .optional(),
});
