import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Dates, Occupied } from '../../schedules/index.js';
import type { Person } from '../../shared/actor.js';
import type { HospitalId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { auditClinic } from '../audit-clinic.js';
import type { ScheduleDeps } from '../deps.js';
import { type AtHospital, permitAtHospital } from '../permit-at-hospital.js';
import { type DatesPlan, type PlanFault, planDates } from '../plan-dates.js';
import { sessionMessage } from '../save-clinic-session.js';
import type { ClinicStores } from '../stores.js';

export type PublishSchedule = Dates & { readonly hospitalId: HospitalId };

/** How many sessions are new, and how many were there already. */
export type PublishedSchedule = { readonly created: number; readonly unchanged: number };

/** Some sessions collide or come too late, so none was published: the preview says which. */
export type ScheduleBlocked = {
  readonly type: 'ScheduleBlocked';
  readonly conflicts: number;
  readonly late: number;
};

type Refused = NotFound | NotAllowed | PlanFault | ScheduleBlocked | Occupied;

const store = async (
  stores: ClinicStores,
  { outcomes, preview }: DatesPlan,
  { by, tenantId, hospitalId, cityCode }: AtHospital,
  at: Date,
): Promise<Result<PublishedSchedule, Occupied>> => {
  const answer = { created: outcomes.length, unchanged: preview.unchanged.length };
  if (outcomes.length === 0) return ok(answer);
  const inserted = await stores.sessions.insert(outcomes.map(({ session }) => session));
  if (!inserted.ok) return inserted;
  const place = { tenantId, hospitalId, cityCode };
  await stores.outbox.append(
    outcomes.flatMap(({ events }) => events.map((event) => sessionMessage(event, place))),
  );
  const object = { kind: 'hospital', id: hospitalId } as const;
  await auditClinic(stores, { operation: 'schedule.publish', by, at, tenantId, object, facts: answer });
  return ok(answer);
};

/**
 * Publishes what the templates of a hospital come to on some dates, all of it or nothing, in one transaction (C6, C7). Done
 * again it finds everything there and changes nothing. Who publishes at the same time is stopped by the database: of the two
 * one is told what is occupied, and has published nothing.
 */
export const makePublishSchedule =
  (deps: ScheduleDeps) =>
  (
    actor: Person,
    { hospitalId, from, until }: PublishSchedule,
  ): Promise<Result<PublishedSchedule, Refused>> =>
    deps.unitOfWork.run<PublishedSchedule, Refused>(async (stores) => {
      const where = { tenantId: actor.tenantId, hospitalId };
      const permitted = await permitAtHospital(stores, 'schedule.publish', actor, where);
      if (!permitted.ok) return permitted;
      const { by } = permitted.value;
      const now = deps.clock.now();
      const planned = await planDates(stores, deps, permitted.value, { from, until }, { now, by });
      if (!planned.ok) return planned;
      const { conflicts, late } = planned.value.preview;
      if (conflicts.length + late.length > 0)
        return err({ type: 'ScheduleBlocked', conflicts: conflicts.length, late: late.length });
      return store(stores, planned.value, permitted.value, now);
    });
