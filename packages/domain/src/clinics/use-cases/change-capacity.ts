import {
  type CapacityBelowSold,
  changeCapacity,
  type SeatsHaveTimes,
  type SessionMoveRefused,
} from '../../schedules/index.js';
import type { Person } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import {
  type ChangeSessionError,
  type ClinicSessionAnswer,
  type ClinicSessionRequest,
  changeClinicSession,
} from '../change-clinic-session.js';
import type { ScheduleDeps } from '../deps.js';

export type ChangeCapacity = ClinicSessionRequest & {
  /** Seats of the whole session, sold ones included. */
  readonly capacity: number;
};

type Refused = ChangeSessionError | SessionMoveRefused | CapacityBelowSold | SeatsHaveTimes;

/** More seats (加号) or fewer, never fewer than are sold, also while others buy (C33). Needs a reason. */
export const makeChangeCapacity =
  (deps: ScheduleDeps) =>
  (actor: Person, request: ChangeCapacity): Promise<Result<ClinicSessionAnswer, Refused>> =>
    changeClinicSession(deps, actor, 'clinic-session.change-capacity', request, (session, act) =>
      changeCapacity(session, request.capacity, act),
    );
