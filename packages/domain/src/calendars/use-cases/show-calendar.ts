import type { NotFound } from '../../policy/index.js';
import { DAY_MS } from '../../shared/clock.js';
import { err, ok, type Result } from '../../shared/result.js';
import {
  type CalendarEntry,
  type CalendarOwner,
  calendarPolicy,
  endOfLink,
  isCalendarToken,
  isReadAnew,
} from '../calendar-link.js';
import type { CalendarDeps } from './deps.js';

export type ShownCalendar = {
  readonly kind: CalendarOwner['kind'];
  readonly entries: readonly CalendarEntry[];
};

/**
 * What a calendar tells whoever shows its token: the token is the whole of the permission. One that was never given, that has
 * expired or was revoked is not there, and which of these is not told. That it was read is noted once an hour.
 */
export const makeShowCalendar =
  ({ reader, clock, visitClock, secrets }: CalendarDeps) =>
  async (token: string): Promise<Result<ShownCalendar, NotFound>> => {
    const link = isCalendarToken(token) ? await reader.find(secrets.tokenHash(token)) : undefined;
    const shownAt = clock.now();
    if (!link || endOfLink(link, shownAt)) return err({ type: 'NotFound' });
    if (isReadAnew(link, shownAt)) await reader.noteRead(link.id, shownAt);
    const now = visitClock.now().getTime();
    const range = {
      from: new Date(now - calendarPolicy.daysBack * DAY_MS),
      until: new Date(now + calendarPolicy.daysAhead * DAY_MS),
    };
    return ok({ kind: link.owner.kind, entries: await reader.entries(link, range) });
  };
