import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Dates } from '../../schedules/index.js';
import type { Person } from '../../shared/actor.js';
import type { ZoneId } from '../../shared/calendar.js';
import type { HospitalId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { ScheduleDeps } from '../deps.js';
import { permitAtHospital } from '../permit-at-hospital.js';
import { type DatesPreview, type PlanFault, planDates } from '../plan-dates.js';

export type PreviewSchedule = Dates & { readonly hospitalId: HospitalId };
export type PreviewedSchedule = DatesPreview & { readonly zone: ZoneId };

/** What publishing the dates now would create, leave alone, collide with or come too late for; changes nothing (C6, C7). */
export const makePreviewSchedule =
  (deps: ScheduleDeps) =>
  (
    actor: Person,
    { hospitalId, from, until }: PreviewSchedule,
  ): Promise<Result<PreviewedSchedule, NotFound | NotAllowed | PlanFault>> =>
    deps.unitOfWork.run<PreviewedSchedule, NotFound | NotAllowed | PlanFault>(async (stores) => {
      const where = { tenantId: actor.tenantId, hospitalId };
      const permitted = await permitAtHospital(stores, 'schedule.publish', actor, where);
      if (!permitted.ok) return permitted;
      const { by, zone } = permitted.value;
      const act = { now: deps.clock.now(), by };
      const planned = await planDates(stores, deps, { ...where, zone }, { from, until }, act);
      return planned.ok ? ok({ ...planned.value.preview, zone }) : planned;
    });
