import type { NotAllowed, NotFound } from '../../policy/index.js';
import {
  checkDay,
  type ExceptionThere,
  holidayLayer,
  type NothingToExcept,
  type PlanFault,
  plansOn,
  type ScheduleException,
} from '../../schedules/index.js';
import type { Person } from '../../shared/actor.js';
import { dateAfter } from '../../shared/calendar.js';
import { type ExceptionId, idFrom, type TemplateId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { auditClinic } from '../audit-clinic.js';
import type { ScheduleDeps } from '../deps.js';
import { checkOwn, type NotOfHospital } from '../own-resources.js';
import { permitAtHospital } from '../permit-at-hospital.js';

export type AddException = { readonly templateId: TemplateId; readonly exception: ScheduleException };
export type ExceptionAnswer = { readonly exceptionId: ExceptionId };

type Refused = NotFound | NotAllowed | NotOfHospital | PlanFault | NothingToExcept | ExceptionThere;

/**
 * A date on which a template does not hold: leave, an extra session, one that is cancelled or has other hours (C6). Refused
 * when the week has nothing to cancel or change on that date, or the day would overlap with itself. Sessions that are
 * published already stay as they are.
 */
export const makeAddException =
  ({ unitOfWork, clock, ids, calendar }: ScheduleDeps) =>
  (actor: Person, { templateId, exception }: AddException): Promise<Result<ExceptionAnswer, Refused>> =>
    unitOfWork.run<ExceptionAnswer, Refused>(async (stores) => {
      const template = await stores.templates.find(templateId);
      if (!template) return err({ type: 'NotFound' });
      const { tenantId } = template;
      const operation = 'schedule.change';
      const permitted = await permitAtHospital(stores, operation, actor, template);
      if (!permitted.ok) return permitted;
      const roomIds = 'plan' in exception ? [exception.plan.roomId] : [];
      const own = await checkOwn(stores, template, { roomIds });
      if (!own.ok) return own;
      const { date, kind } = exception;
      const dates = { from: date, until: dateAfter(date, 1) };
      const others = await stores.exceptions.ofTemplates([templateId], dates);
      const holidays = holidayLayer(await stores.holidays.of(tenantId, dates), calendar, [date]);
      const plans = plansOn(template, date, holidays, [...others.map((one) => one.exception), exception]);
      if (!plans.ok) return plans;
      const checked = checkDay(plans.value);
      if (!checked.ok) return checked;
      const id = idFrom<ExceptionId>(ids.next());
      const inserted = await stores.exceptions.insert({ id, tenantId, templateId, exception });
      if (!inserted.ok) return inserted;
      const { by } = permitted.value;
      const object = { kind: 'schedule-exception', id } as const;
      const facts = { templateId, kind };
      await auditClinic(stores, { operation, by, at: clock.now(), tenantId, object, facts });
      return ok({ exceptionId: id });
    });
