import { authorize, type NotAllowed, type NotFound, tenantWideRelations } from '../../policy/index.js';
import type { HolidayRule } from '../../schedules/index.js';
import type { Person } from '../../shared/actor.js';
import type { LocalDate } from '../../shared/calendar.js';
import { done, type Result } from '../../shared/result.js';
import { auditClinic } from '../audit-clinic.js';
import type { ScheduleDeps } from '../deps.js';

/** A rule for its date, or a date that is to be again what the calendar says. */
export type SetHoliday = HolidayRule | { readonly date: LocalDate; readonly kind: 'as-calendar' };

/**
 * What a date means for the weekly hours of all of the tenant: a day off, or worked like a weekday, also where the calendar
 * says otherwise (C6). Sessions that are published already stay as they are. For staff of the whole tenant.
 */
export const makeSetHoliday =
  ({ unitOfWork, clock }: ScheduleDeps) =>
  (actor: Person, rule: SetHoliday): Promise<Result<void, NotFound | NotAllowed>> =>
    unitOfWork.run<void, NotFound | NotAllowed>(async (stores) => {
      const operation = 'holiday.set';
      const by = authorize(operation, actor, new Set(tenantWideRelations(actor)));
      if (!by.ok) return by;
      const { tenantId } = actor;
      if (rule.kind === 'as-calendar') await stores.holidays.remove(tenantId, rule.date);
      else await stores.holidays.save(tenantId, rule);
      const object = { kind: 'tenant', id: tenantId } as const;
      const facts = { kind: rule.kind };
      await auditClinic(stores, { operation, by: by.value, at: clock.now(), tenantId, object, facts });
      return done;
    });
