import { z } from 'zod';

const MINUTE_MS = 60_000;

/** A UUID, lower-cased. */
export const id = z.uuid().toLowerCase();

/** An instant as ISO 8601 with offset or `Z`; becomes a `Date`. */
export const instantIn = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** The same, down to the whole minute: visits are planned in minutes, and a millisecond more would cost an hour more. */
export const minuteIn = instantIn.transform(
  (at) => new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS),
);

/** Takes no ink: separators, controls, what is ignored by default, the blank of Braille. */
const INKLESS = /^[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/**
 * Text of a person, trimmed; empty where nothing of it can be seen. NUL and lone surrogates are refused because PostgreSQL
 * cannot keep them.
 */
export const text = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine((given) => !/[\0\p{Surrogate}]/u.test(given), 'NUL and lone surrogates are not allowed')
    .transform((given) => (INKLESS.test(given) ? '' : given));

/** Shown as nothing, or turning what stands around them: nobody could tell such a name from another. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What a person is called: at least one letter, and nothing that cannot be seen. */
export const personNameUpTo = (longest: number) =>
  text(longest)
    .refine((given) => /\p{L}/u.test(given), 'a name has at least one letter')
    .refine((given) => !UNSEEN.test(given), 'invisible and direction characters are not allowed');

export const personName = personNameUpTo(40);

/** A reason that a dispatcher or escort gives. */
export const reason = text(500);

/** Made by the client and kept before it sends, so that a retry has one effect. */
export const idempotencyKey = z.string().regex(/^[\w-]{8,100}$/);

/** An order and, if the caller wants to be sure, the version that they saw. */
export const orderRef = z.strictObject({ orderId: id, expectedVersion: z.int().positive().optional() });

/** The same with a reason. */
export const orderRefWithReason = orderRef.extend({ reason: reason.optional() });
