import { type SessionMoveRefused, suspendSession } from '../../schedules/index.js';
import type { Caller } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import {
  type ChangeSessionError,
  type ClinicSessionAnswer,
  type ClinicSessionRequest,
  changeClinicSession,
} from '../change-clinic-session.js';
import type { ScheduleDeps } from '../deps.js';

/**
 * 6.8 停诊: nothing more is sold. It is about the session alone: what becomes of its appointments is a transition of each of
 * them (H8), for whoever stops a clinic with `changeClinicSessionIn` in the same transaction. Needs a reason.
 */
export const makeSuspendSession =
  (deps: ScheduleDeps) =>
  (
    actor: Caller,
    request: ClinicSessionRequest,
  ): Promise<Result<ClinicSessionAnswer, ChangeSessionError | SessionMoveRefused>> =>
    changeClinicSession(deps, actor, 'clinic-session.suspend', request, suspendSession);
