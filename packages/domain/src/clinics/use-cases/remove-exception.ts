import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { ExceptionId, TemplateId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { auditClinic } from '../audit-clinic.js';
import type { ScheduleDeps } from '../deps.js';
import { permitAtHospital } from '../permit-at-hospital.js';
import type { ExceptionAnswer } from './add-exception.js';

export type RemoveException = { readonly templateId: TemplateId; readonly exceptionId: ExceptionId };

/** The date is again what the week of the template says. An exception that is gone already stays gone. */
export const makeRemoveException =
  ({ unitOfWork, clock }: ScheduleDeps) =>
  (
    actor: Person,
    { templateId, exceptionId }: RemoveException,
  ): Promise<Result<ExceptionAnswer, NotFound | NotAllowed>> =>
    unitOfWork.run<ExceptionAnswer, NotFound | NotAllowed>(async (stores) => {
      const template = await stores.templates.find(templateId);
      if (!template) return err({ type: 'NotFound' });
      const operation = 'schedule.change';
      const permitted = await permitAtHospital(stores, operation, actor, template);
      if (!permitted.ok) return permitted;
      const stored = await stores.exceptions.find(exceptionId);
      if (stored?.templateId !== templateId || !(await stores.exceptions.remove(exceptionId)))
        return ok({ exceptionId });
      const { by, tenantId } = permitted.value;
      const object = { kind: 'schedule-exception', id: exceptionId } as const;
      const facts = { templateId, kind: 'removed' };
      await auditClinic(stores, { operation, by, at: clock.now(), tenantId, object, facts });
      return ok({ exceptionId });
    });
