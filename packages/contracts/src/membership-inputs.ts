import { z } from 'zod';
import { id, idempotencyKey, instantIn, text } from './primitives.js';

const cause = z.enum(['goodwill', 'campaign', 'correction', 'sanction', 'request']);
const status = z.enum(['NONE', 'ACTIVE', 'GRACE', 'FROZEN', 'EXPIRED', 'CANCELLED']);
const limit = z.int().min(1).max(100).default(20);
/** What each number must be is said by the refusals. */
const whole = z.int();

export const memberRef = z.strictObject({ accountId: id });
export const listMembersInput = z.strictObject({
  status: status.optional(),
  limit,
  /** `nextCursor` of the page before. */
  cursor: id.optional(),
});
export const findMemberInput = z.strictObject({ phone: z.string().max(30) });
export const giveMembershipInput = memberRef.extend({
  level: whole,
  days: whole,
  cause,
  idempotencyKey,
});
export const steerMemberInput = memberRef.extend({ cause, expectedVersion: z.int().nonnegative() });
export const buyPlanInput = z.strictObject({ planCode: z.string().min(1).max(60) });

const value = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flag'), isOn: z.boolean() }),
  z.strictObject({ kind: z.literal('number'), number: whole }),
  z.strictObject({ kind: z.literal('rate'), rate: whole }),
  z.strictObject({ kind: z.literal('quota'), most: whole, everyDays: whole }),
]);
const words = text(60).refine((given) => given !== '', 'a name is seen');
const name = z.strictObject({ zh: words, en: words });

const policy = z.strictObject({
  periodDays: whole,
  graceDays: whole,
  growthPerYuan: whole,
  points: z.strictObject({ perYuan: whole, lifetimeDays: whole, restoredForDays: whole }),
  levels: z
    .array(
      z.strictObject({
        level: whole,
        name,
        growthThreshold: whole,
        keepLine: whole,
        privileges: z
          .array(z.strictObject({ code: z.string().max(60), value, isKeptInGrace: z.boolean() }))
          .max(40),
      }),
    )
    .max(20),
  plans: z
    .array(
      z.strictObject({
        code: z
          .string()
          .max(60)
          .regex(/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/),
        level: whole,
        priceFen: whole,
        days: whole,
        isOpen: z.boolean(),
      }),
    )
    .max(60),
});

const MOST_VERSIONS = 999_999;

export const policyVersionInput = z.strictObject({ version: z.int().positive().max(MOST_VERSIONS) });
export const previewPolicyInput = z.strictObject({ policy });
export const publishPolicyInput = z.strictObject({
  policy,
  /** The highest version that the caller has seen. The audit, which takes no long numbers, is told of the next one. */
  latest: z
    .int()
    .nonnegative()
    .max(MOST_VERSIONS - 1),
  /** Without it from now on. */
  inForceFrom: instantIn.optional(),
});

const page = { limit, cursor: z.int().positive().optional() };
export const ownPointsInput = z.strictObject(page);
export const pointsInput = memberRef.extend(page);

const adjusting = memberRef.extend({
  points: whole,
  cause: z.enum(['goodwill', 'correction', 'campaign']),
  idempotencyKey,
});
export const adjustPointsInput = z.discriminatedUnion('direction', [
  adjusting.extend({ direction: z.literal('up'), days: z.int().min(1).max(3_650) }),
  adjusting.extend({ direction: z.literal('down') }),
]);
