import type { NotAllowed, NotFound, OperationId } from '../policy/index.js';
import type { StaleTemplate, StoredTemplate } from '../schedules/index.js';
import type { Person } from '../shared/actor.js';
import type { TemplateId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import { auditClinic } from './audit-clinic.js';
import type { ScheduleDeps } from './deps.js';
import { permitAtHospital } from './permit-at-hospital.js';
import type { ClinicStores } from './stores.js';
import type { TemplateAnswer } from './use-cases/add-template.js';

export type TemplateRequest = { readonly templateId: TemplateId; readonly expectedVersion: number };
export type ChangeTemplateError = NotFound | NotAllowed | StaleTemplate;

const operation: OperationId = 'schedule.change';

/** Loads a template, checks actor and version, stores what `change` makes of it as the next version, and audits that. */
export const changeStoredTemplate = <E>(
  { unitOfWork, clock }: Pick<ScheduleDeps, 'unitOfWork' | 'clock'>,
  actor: Person,
  { templateId, expectedVersion }: TemplateRequest,
  change: (template: StoredTemplate, stores: ClinicStores) => Promise<Result<StoredTemplate, E>>,
): Promise<Result<TemplateAnswer, E | ChangeTemplateError>> =>
  unitOfWork.run<TemplateAnswer, E | ChangeTemplateError>(async (stores) => {
    const stored = await stores.templates.find(templateId);
    if (!stored) return err({ type: 'NotFound' });
    const permitted = await permitAtHospital(stores, operation, actor, stored);
    if (!permitted.ok) return permitted;
    if (stored.version !== expectedVersion)
      return err({ type: 'StaleVersion', currentVersion: stored.version });
    const changed = await change(stored, stores);
    if (!changed.ok) return changed;
    const version = stored.version + 1;
    const saved = await stores.templates.save({ ...changed.value, version });
    if (!saved.ok) return saved;
    const { by, tenantId } = permitted.value;
    const object = { kind: 'weekly-template', id: templateId } as const;
    const facts = { version, doctorId: stored.doctorId };
    await auditClinic(stores, { operation, by, at: clock.now(), tenantId, object, facts });
    return ok({ templateId, version });
  });
