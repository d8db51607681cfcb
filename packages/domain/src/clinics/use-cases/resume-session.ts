import { type ClinicSessionOver, resumeSession, type SessionMoveRefused } from '../../schedules/index.js';
import type { Caller } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import {
  type ChangeSessionError,
  type ClinicSessionAnswer,
  type ClinicSessionRequest,
  changeClinicSession,
} from '../change-clinic-session.js';
import type { ScheduleDeps } from '../deps.js';

/** 6.8: the session takes place after all, with the seats that are left. Needs a reason. */
export const makeResumeSession =
  (deps: ScheduleDeps) =>
  (
    actor: Caller,
    request: ClinicSessionRequest,
  ): Promise<Result<ClinicSessionAnswer, ChangeSessionError | SessionMoveRefused | ClinicSessionOver>> =>
    changeClinicSession(deps, actor, 'clinic-session.resume', request, resumeSession);
