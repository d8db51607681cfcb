import { makeCreateCalendar, makeCreateOwnCalendar } from './create-calendar.js';
import type { CalendarDeps } from './deps.js';
import { makeListCalendars, makeListOwnCalendars } from './list-calendars.js';
import { makeRevokeCalendar, makeRevokeOwnCalendar } from './revoke-calendar.js';
import { makeShowCalendar } from './show-calendar.js';

/** Everything that can be done about calendars that are subscribed to, on the given adapters. */
export const makeCalendars = (deps: CalendarDeps) => ({
  createOwn: makeCreateOwnCalendar(deps),
  create: makeCreateCalendar(deps),
  listOwn: makeListOwnCalendars(deps),
  list: makeListCalendars(deps),
  revokeOwn: makeRevokeOwnCalendar(deps),
  revoke: makeRevokeCalendar(deps),
  show: makeShowCalendar(deps),
});

export type Calendars = ReturnType<typeof makeCalendars>;
