import type { Person } from '../../shared/actor.js';
import type { LocalDate } from '../../shared/calendar.js';
import { ok, type Result } from '../../shared/result.js';
import { type ChangeTemplateError, changeStoredTemplate, type TemplateRequest } from '../change-template.js';
import type { DatesUnfit } from '../check-dates.js';
import type { ScheduleDeps } from '../deps.js';
import { checkEffective } from '../template-dates.js';
import type { TemplateAnswer } from './add-template.js';

export type EndTemplate = TemplateRequest & {
  /** The first date on which it does not hold. */
  readonly effectiveUntil: LocalDate;
};

/** Ends a template on a date after its first; sessions that are published already stay as they are (C6). */
export const makeEndTemplate =
  (deps: ScheduleDeps) =>
  (
    actor: Person,
    { effectiveUntil, ...request }: EndTemplate,
  ): Promise<Result<TemplateAnswer, ChangeTemplateError | DatesUnfit>> =>
    changeStoredTemplate<DatesUnfit>(deps, actor, request, async (stored) => {
      const next = { ...stored, effectiveUntil };
      const dates = checkEffective(next);
      return dates.ok ? ok(next) : dates;
    });
