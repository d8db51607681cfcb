import { z } from 'zod';
import { type Answer, id, instant, list } from './answer.js';

/** The token, told this once; the calendar is at `/calendar/<token>.ics`. */
export const createdCalendar = z.object({
  calendarId: id,
  token: z.string(),
  path: z.string(),
  expiresAt: instant,
});

/** Links that there were, the newest first; one at most is live. */
export const calendars = z.object({
  calendars: list(
    z.object({
      calendarId: id,
      createdAt: instant,
      expiresAt: instant,
      /** When it was last used, to the hour; never, as far as is known. */
      lastReadAt: instant.exactOptional(),
      /** Why it counts no more. */
      over: z.enum(['expired', 'revoked']).exactOptional(),
    }),
  ),
});
export type CalendarsDto = Answer<typeof calendars>;

export const revokedCalendar = z.object({ isRevoked: z.boolean() });
