import type { NotAllowed, NotFound } from '../../policy/index.js';
import {
  checkTemplate,
  type StaleTemplate,
  type TemplateFault,
  type WeeklyTemplate,
} from '../../schedules/index.js';
import type { Person } from '../../shared/actor.js';
import { idFrom, type TemplateId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { auditClinic } from '../audit-clinic.js';
import type { DatesUnfit } from '../check-dates.js';
import type { ScheduleDeps } from '../deps.js';
import { checkOwn, hospitalOfDoctor, type NotOfHospital } from '../own-resources.js';
import { permitAtHospital } from '../permit-at-hospital.js';
import { checkEffective } from '../template-dates.js';

export type AddTemplate = Pick<
  WeeklyTemplate,
  'departmentId' | 'doctorId' | 'effectiveFrom' | 'effectiveUntil' | 'week'
>;

export type TemplateAnswer = { readonly templateId: TemplateId; readonly version: number };

export type SaveTemplateError =
  | NotFound
  | NotAllowed
  | NotOfHospital
  | TemplateFault
  | DatesUnfit
  | StaleTemplate;

/**
 * The weekly hours of a doctor in a department of their hospital, between two dates; nothing is published by it (C6). Two
 * templates of a doctor that collide are told by the preview.
 */
export const makeAddTemplate =
  ({ unitOfWork, clock, ids, calendar }: ScheduleDeps) =>
  (actor: Person, command: AddTemplate): Promise<Result<TemplateAnswer, SaveTemplateError>> =>
    unitOfWork.run<TemplateAnswer, SaveTemplateError>(async (stores) => {
      const { doctorId, departmentId, week } = command;
      const doctor = await stores.directory.doctor(doctorId);
      if (!doctor) return err({ type: 'NotFound' });
      const where = { tenantId: doctor.tenantId, hospitalId: await hospitalOfDoctor(stores, doctor) };
      const operation = 'schedule.change';
      const permitted = await permitAtHospital(stores, operation, actor, where);
      if (!permitted.ok) return permitted;
      const roomIds = week.map(({ roomId }) => roomId);
      const own = await checkOwn(stores, where, { departmentId, roomIds });
      if (!own.ok) return own;
      const { by, zone } = permitted.value;
      const id = idFrom<TemplateId>(ids.next());
      const template = { ...command, ...where, id, zone, version: 1 };
      const dates = checkEffective(template);
      if (!dates.ok) return dates;
      const checked = checkTemplate(template, calendar);
      if (!checked.ok) return checked;
      const saved = await stores.templates.save(template);
      if (!saved.ok) return saved;
      const object = { kind: 'weekly-template', id } as const;
      const facts = { version: 1, doctorId };
      await auditClinic(stores, { operation, by, at: clock.now(), tenantId: where.tenantId, object, facts });
      return ok({ templateId: id, version: 1 });
    });
