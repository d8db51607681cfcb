import { checkTemplate, type TemplateFault, type WeeklyTemplate } from '../../schedules/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { type ChangeTemplateError, changeStoredTemplate, type TemplateRequest } from '../change-template.js';
import type { DatesUnfit } from '../check-dates.js';
import type { ScheduleDeps } from '../deps.js';
import { checkOwn, type NotOfHospital } from '../own-resources.js';
import { checkEffective } from '../template-dates.js';
import type { TemplateAnswer } from './add-template.js';

export type ChangeTemplate = TemplateRequest &
  Pick<WeeklyTemplate, 'effectiveFrom' | 'effectiveUntil' | 'week'>;

type Refused = ChangeTemplateError | NotOfHospital | TemplateFault | DatesUnfit;

/** Replaces the week and the dates of a template. Sessions that are published already stay as they are (C6). */
export const makeChangeTemplate =
  (deps: ScheduleDeps) =>
  (
    actor: Person,
    { effectiveFrom, effectiveUntil, week, ...request }: ChangeTemplate,
  ): Promise<Result<TemplateAnswer, Refused>> =>
    changeStoredTemplate<NotOfHospital | TemplateFault | DatesUnfit>(
      deps,
      actor,
      request,
      async ({ effectiveUntil: _, ...stored }, stores) => {
        const roomIds = week.map(({ roomId }) => roomId);
        const own = await checkOwn(stores, stored, { roomIds });
        if (!own.ok) return own;
        const until = effectiveUntil === undefined ? {} : { effectiveUntil };
        const next = { ...stored, effectiveFrom, ...until, week };
        const dates = checkEffective(next);
        if (!dates.ok) return dates;
        const checked = checkTemplate(next, deps.calendar);
        return checked.ok ? ok(next) : checked;
      },
    );
