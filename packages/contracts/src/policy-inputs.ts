import { z } from 'zod';
import { instantIn, reason } from './primitives.js';

const MOST_VERSIONS = 999_999;

/** The next version of a policy as it is checked. */
export const previewOf = <Policy extends z.ZodType>(policy: Policy) =>
  z.strictObject({
    policy,
    /** Without it from now on. */
    inForceFrom: instantIn.optional(),
  });

/** The next version of a policy as it is published. */
export const publicationOf = <Policy extends z.ZodType>(policy: Policy) =>
  previewOf(policy).extend({
    reason,
    /** The highest version that the caller has seen. The audit, which takes no long numbers, is told of the next one. */
    latest: z
      .int()
      .positive()
      .max(MOST_VERSIONS - 1),
  });
