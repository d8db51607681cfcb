import { z } from 'zod';
import { id, idempotencyKey, reason } from './primitives.js';

export const createBundleInput = z.strictObject({
  quoteId: id,
  clinicSessionId: id,
  consentedScopeVersion: z.int().positive(),
  idempotencyKey,
});

/** A visit bundle and, if the caller wants to be sure, the version that they saw. */
export const bundleRef = z.strictObject({ bundleId: id, expectedVersion: z.int().positive().optional() });
export const bundleRefWithReason = bundleRef.extend({ reason: reason.optional() });
export const cancelBundleInput = bundleRefWithReason.extend({ cancellationQuoteId: id });
export const chooseBundleInput = bundleRefWithReason.extend({
  choice: z.enum(['move', 'refund']),
  /** Whose seat is wanted where the clinic offers none of its own. */
  clinicSessionId: id.optional(),
  idempotencyKey,
});

export const bundlesQuery = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  /** Of the page before. */
  cursor: id.optional(),
});
