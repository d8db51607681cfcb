import { z } from 'zod';
import { type Answer, count, instant, list, version } from './answer.js';

/** A number that can be published, by its place, with its bounds, both included; `*` in a place is every entry of a list. */
const numberField = z.object({
  at: z.string(),
  least: z.int(),
  most: z.int(),
  unit: z.enum(['plain', 'fen', 'basis-points', 'minute-of-day']),
});
export type NumberFieldDto = Answer<typeof numberField>;

/** A list of numbers, by its place, with the bounds of its length. */
const numberList = z.object({ at: z.string(), least: count, most: count });
export type NumberListDto = Answer<typeof numberList>;

/** The numbers that can be published, and every version of a policy, the highest first. */
export const publishedPolicies = <Policy extends z.ZodType>(policy: Policy) =>
  z.object({
    fields: list(numberField),
    lists: list(numberList),
    versions: list(
      z.object({
        policy,
        inForceFrom: instant,
        /** Whether what is made now keeps it. */
        isInForce: z.boolean(),
        /** The first version has none. */
        reason: z.string().exactOptional(),
      }),
    ),
  });

/** The first thing that publishing would refuse, if there is one, and what is different from the version in force by then. */
export const policyPreview = z.object({
  replaces: version,
  changes: list(
    z.object({ at: z.string(), before: z.int().exactOptional(), after: z.int().exactOptional() }),
  ),
  wrong: z
    .object({
      at: z.string(),
      why: z.enum(['not-whole', 'out-of-range', 'out-of-order', 'wrong-length']),
      least: z.int(),
      most: z.int(),
    })
    .exactOptional(),
});
export type PolicyPreviewDto = Answer<typeof policyPreview>;

export const policyPublished = z.object({ version, inForceFrom: instant });
