import type { TooManyRequests } from '../limits/index.js';
import { MINUTE_MS, minutesAfter } from '../shared/clock.js';
import { done, err, type Result } from '../shared/result.js';

/** What one person may say about one order in a minute (FX14). */
export const MESSAGES_A_MINUTE = 10;

/** The instant after which messages count. */
export const paceFrom = (now: Date): Date => minutesAfter(now, -1);

/** Whether one more may be said at `now`, after `sent` within the last minute, the oldest first; or in how many seconds. */
export const permitPace = (sent: readonly Date[], now: Date): Result<void, TooManyRequests> => {
  const first = sent.at(-MESSAGES_A_MINUTE);
  if (first === undefined) return done;
  const waitMs = first.getTime() + MINUTE_MS - now.getTime();
  return err({ type: 'TooManyRequests', retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
};
