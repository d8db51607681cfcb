import { z } from 'zod';
import { type Answer, count, id } from './answer.js';

/** One message of the live feed: look the order up again. */
export const liveEvent = z.object({ orderId: id, type: z.string(), version: count });
export type LiveEventDto = Answer<typeof liveEvent>;

/** What a refusal looks like in `error.data.domainError`; further facts stand beside these fields. */
export const domainError = z.object({ type: z.string(), zh: z.string(), en: z.string() });
export type DomainErrorDto = Answer<typeof domainError>;
