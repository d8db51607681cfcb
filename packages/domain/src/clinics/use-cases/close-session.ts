import { closeSession, type SessionMoveRefused, type SessionNotOver } from '../../schedules/index.js';
import type { Person } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import {
  type ChangeSessionError,
  type ClinicSessionAnswer,
  type ClinicSessionRequest,
  changeClinicSession,
} from '../change-clinic-session.js';
import type { ScheduleDeps } from '../deps.js';

/** 6.8: nothing more is sold of the session, for good; its appointments stay what they are. Needs a reason. */
export const makeCloseSession =
  (deps: ScheduleDeps) =>
  (
    actor: Person,
    request: ClinicSessionRequest,
  ): Promise<Result<ClinicSessionAnswer, ChangeSessionError | SessionMoveRefused | SessionNotOver>> =>
    changeClinicSession(deps, actor, 'clinic-session.close', request, closeSession);
