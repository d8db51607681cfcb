import {
  publishSession,
  type ReleaseAfterStart,
  type ReleaseInPast,
  type SessionBegun,
  type SessionMoveRefused,
} from '../../schedules/index.js';
import type { Caller } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import {
  type ChangeSessionError,
  type ClinicSessionAnswer,
  type ClinicSessionRequest,
  changeClinicSession,
} from '../change-clinic-session.js';
import type { ScheduleDeps } from '../deps.js';

export type PublishSessionError =
  | ChangeSessionError
  | SessionMoveRefused
  | SessionBegun
  | ReleaseInPast
  | ReleaseAfterStart;

/** 6.8: a draft becomes visible to patients and takes the time of its doctor and room. */
export const makePublishSession =
  (deps: ScheduleDeps) =>
  (actor: Caller, request: ClinicSessionRequest): Promise<Result<ClinicSessionAnswer, PublishSessionError>> =>
    changeClinicSession(deps, actor, 'clinic-session.publish', request, publishSession);
