import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { CountedSession, Dates } from '../../schedules/index.js';
import type { Caller } from '../../shared/actor.js';
import type { ZoneId } from '../../shared/calendar.js';
import type { HospitalId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { checkDates, type DatesUnfit } from '../check-dates.js';
import type { ScheduleDeps } from '../deps.js';
import { permitAtHospital } from '../permit-at-hospital.js';

export type ListSessions = Dates & { readonly hospitalId: HospitalId };

export type ListedSessions = {
  /** Of the hospital's clocks, by which `visitOn` and the hours are told. */
  readonly zone: ZoneId;
  readonly sessions: readonly CountedSession[];
};

/** The clinic sessions of a hospital on some dates, in every state, with where their seats are (C6, C17). */
export const makeListSessions =
  ({ unitOfWork }: ScheduleDeps) =>
  (
    actor: Caller,
    { hospitalId, from, until }: ListSessions,
  ): Promise<Result<ListedSessions, NotFound | NotAllowed | DatesUnfit>> =>
    unitOfWork.run<ListedSessions, NotFound | NotAllowed | DatesUnfit>(async (stores) => {
      const { tenantId } = actor;
      const permitted = await permitAtHospital(stores, 'schedule.read', actor, { tenantId, hospitalId });
      if (!permitted.ok) return permitted;
      const checked = checkDates({ from, until });
      if (!checked.ok) return checked;
      const sessions = await stores.sessionBook.ofHospital({ tenantId, hospitalId }, { from, until });
      return ok({ zone: permitted.value.zone, sessions });
    });
