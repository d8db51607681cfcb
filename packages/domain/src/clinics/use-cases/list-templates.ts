import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { HolidayRule, StoredException, StoredTemplate } from '../../schedules/index.js';
import type { Person } from '../../shared/actor.js';
import type { ZoneId } from '../../shared/calendar.js';
import { ok, type Result } from '../../shared/result.js';
import { checkDates, type DatesUnfit } from '../check-dates.js';
import type { ScheduleDeps } from '../deps.js';
import { permitAtHospital } from '../permit-at-hospital.js';
import type { ListSessions } from './list-sessions.js';

/** Everything from which the sessions of some dates follow. */
export type ListedTemplates = {
  readonly zone: ZoneId;
  readonly templates: readonly StoredTemplate[];
  readonly exceptions: readonly StoredException[];
  /** The tenant's own; statutory holidays are the calendar's. */
  readonly holidays: readonly HolidayRule[];
};

/** The templates of a hospital that are in force on some dates, with their exceptions and the tenant's rules for holidays (C6). */
export const makeListTemplates =
  ({ unitOfWork }: ScheduleDeps) =>
  (
    actor: Person,
    { hospitalId, from, until }: ListSessions,
  ): Promise<Result<ListedTemplates, NotFound | NotAllowed | DatesUnfit>> =>
    unitOfWork.run<ListedTemplates, NotFound | NotAllowed | DatesUnfit>(async (stores) => {
      const where = { tenantId: actor.tenantId, hospitalId };
      const permitted = await permitAtHospital(stores, 'schedule.read', actor, where);
      if (!permitted.ok) return permitted;
      const dates = { from, until };
      const checked = checkDates(dates);
      if (!checked.ok) return checked;
      const templates = await stores.templates.inForce(where, dates);
      const ids = templates.map(({ id }) => id);
      return ok({
        zone: permitted.value.zone,
        templates,
        exceptions: await stores.exceptions.ofTemplates(ids, dates),
        holidays: await stores.holidays.of(where.tenantId, dates),
      });
    });
