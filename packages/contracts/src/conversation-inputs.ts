import { z } from 'zod';
import { id, idempotencyKey, reason } from './primitives.js';

/** An order of which something is said; who is told follows from it. */
export const conversationRef = z.strictObject({ orderId: id });

/** Something to say. How long it may be and what may stand in it is the rules' affair, so that people are told in words. */
export const sendMessageInput = conversationRef.extend({
  kind: z.enum(['text', 'voice', 'image']).default('text'),
  text: z.string().max(4_000).default(''),
  idempotencyKey: idempotencyKey.optional(),
});

/** A page of a conversation: what stands after a place. */
export const readConversationInput = conversationRef.extend({
  after: z.int().nonnegative().max(2_147_483_647).default(0),
  limit: z.int().min(1).max(100).default(50),
});

export const revealConversationInput = readConversationInput.extend({ reason });

/** A message by its place. */
const place = z.int().min(1).max(2_147_483_647);

export const markReadInput = conversationRef.extend({ seq: place });

export const reportMessageInput = conversationRef.extend({
  seq: place,
  cause: z.enum(['insult', 'harassment', 'off-platform', 'fraud', 'unlawful', 'other']),
});

/** Reported messages, those that wait before those that are closed, the oldest first; only some of them if `state` is said. */
export const listReportsInput = z.strictObject({
  state: z.enum(['open', 'closed']).optional(),
  limit: z.int().min(1).max(100).default(50),
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(
      /^(?:open|closed)\/[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/\d{1,9}$/,
    )
    .refine((text) => !Number.isNaN(Date.parse(text.split('/')[1] ?? '')))
    .optional(),
});

export const closeReportInput = conversationRef.extend({
  seq: place,
  outcome: z.enum(['upheld', 'not-upheld']),
  /** What was found; kept, and told to nobody. */
  note: reason,
  expectedVersion: z.int().positive(),
  idempotencyKey,
});
