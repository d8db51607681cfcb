import type { NotAllowed, NotFound, OperationId } from '../policy/index.js';
import type { ClinicSession, SessionOutcome, SessionStatus, StaleSession } from '../schedules/index.js';
import type { Act } from '../shared/act.js';
import type { Actor } from '../shared/actor.js';
import type { ClinicSessionId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import type { ScheduleDeps } from './deps.js';
import { permitAtHospital } from './permit-at-hospital.js';
import { type SaveSessionError, saveClinicSession } from './save-clinic-session.js';
import type { ClinicStores } from './stores.js';

/** One command about one clinic session. */
export type ClinicSessionRequest = {
  readonly clinicSessionId: ClinicSessionId;
  /** The version that the caller saw; a newer one refuses the command (BK5). */
  readonly expectedVersion?: number;
  readonly reason?: string;
};

/** What a command about a clinic session answers: enough to go on, and the version for the next command. */
export type ClinicSessionAnswer = {
  readonly clinicSessionId: ClinicSessionId;
  readonly status: SessionStatus;
  readonly version: number;
};

export type ChangeSessionError = NotFound | NotAllowed | StaleSession | SaveSessionError;

type Rule<E> = (session: ClinicSession, act: Act) => Result<SessionOutcome, E>;

export const sessionAnswer = ({ id, status, version }: ClinicSession): ClinicSessionAnswer => ({
  clinicSessionId: id,
  status,
  version,
});

/**
 * One command about a clinic session within a transaction that may do more: load, check the actor at the session's hospital,
 * check the version, decide by `rule`, save with outbox and audit (6.0.1).
 */
export const changeClinicSessionIn = async <E>(
  stores: ClinicStores,
  now: Date,
  actor: Actor,
  operation: OperationId,
  request: ClinicSessionRequest,
  rule: Rule<E>,
): Promise<Result<ClinicSession, E | ChangeSessionError>> => {
  const session = await stores.sessions.find(request.clinicSessionId);
  if (!session) return err({ type: 'NotFound' });
  const permitted = await permitAtHospital(stores, operation, actor, session);
  if (!permitted.ok) return permitted;
  if (request.expectedVersion !== undefined && request.expectedVersion !== session.version)
    return err({ type: 'StaleVersion', currentVersion: session.version });
  const { by, cityCode } = permitted.value;
  const reason = request.reason?.trim();
  const outcome = rule(session, { now, by, ...(reason ? { reason } : {}) });
  if (!outcome.ok) return outcome;
  const saved = await saveClinicSession(stores, session, outcome.value, operation, cityCode);
  return saved.ok ? ok(outcome.value.session) : saved;
};

/** The same in a transaction of its own. */
export const changeClinicSession = <E>(
  { unitOfWork, clock }: Pick<ScheduleDeps, 'unitOfWork' | 'clock'>,
  actor: Actor,
  operation: OperationId,
  request: ClinicSessionRequest,
  rule: Rule<E>,
): Promise<Result<ClinicSessionAnswer, E | ChangeSessionError>> =>
  unitOfWork.run<ClinicSessionAnswer, E | ChangeSessionError>(async (stores) => {
    const changed = await changeClinicSessionIn(stores, clock.now(), actor, operation, request, rule);
    return changed.ok ? ok(sessionAnswer(changed.value)) : changed;
  });
