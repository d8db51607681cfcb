import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { DoctorId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { type CalendarLink, type CalendarOwner, calendarPolicy, endOfLink } from '../calendar-link.js';
import type { CalendarStores } from '../ports.js';
import type { CalendarDeps } from './deps.js';
import { permitDoctor, permitOwn } from './permit-owner.js';

/** A link without what it is found by, and why it counts no more. */
export type ListedCalendar = Omit<CalendarLink, 'hash'> & { readonly over?: 'expired' | 'revoked' };

const list = (
  { unitOfWork, clock }: CalendarDeps,
  permit: (stores: CalendarStores) => Promise<Result<{ readonly owner: CalendarOwner }, Denied>>,
): Promise<Result<readonly ListedCalendar[], Denied>> =>
  unitOfWork.run<readonly ListedCalendar[], Denied>(async (stores) => {
    const permitted = await permit(stores);
    if (!permitted.ok) return permitted;
    const now = clock.now();
    const found = await stores.calendarLinks.ofOwner(permitted.value.owner, calendarPolicy.mostListed);
    return ok(
      found.map(({ hash: _, ...link }) => {
        const over = endOfLink(link, now);
        return over ? { ...link, over } : link;
      }),
    );
  });

/** The links that an escort has had to her own calendar, the newest first; one at most is live. */
export const makeListOwnCalendars = (deps: CalendarDeps) => (actor: Person) =>
  list(deps, async () => permitOwn('calendar.list-own', actor));

/** The links that there were to the calendar of a doctor, the newest first; one at most is live. */
export const makeListCalendars =
  (deps: CalendarDeps) =>
  (actor: Person, { doctorId }: { readonly doctorId: DoctorId }) =>
    list(deps, (stores) => permitDoctor(stores, 'calendar.list', actor, doctorId));
