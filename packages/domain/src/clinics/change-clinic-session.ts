import type { NotAllowed, NotFound, OperationId } from '../policy/index.js';
import type { ClinicSession, SessionOutcome, SessionStatus, StaleSession } from '../schedules/index.js';
import type { Act } from '../shared/act.js';
import type { Actor } from '../shared/actor.js';
import type { ClinicSessionId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import { isSeen, type SeenVersion } from '../shared/seen-version.js';
import { type NotOnce, onceAnswered } from '../visits/index.js';
import type { ScheduleDeps } from './deps.js';
import { type AtHospital, permitAtHospital } from './permit-at-hospital.js';
import { type SaveSessionError, saveClinicSession } from './save-clinic-session.js';
import type { ClinicStores } from './stores.js';

/** One command about one clinic session. */
export type ClinicSessionRequest = {
  readonly clinicSessionId: ClinicSessionId;
  /** The version that the caller saw; a newer one refuses the command (BK5). */
  readonly expectedVersion?: SeenVersion;
  readonly reason?: string;
  /** Made and kept by the client before it sends; a repeated request is answered like the first. */
  readonly idempotencyKey?: string;
};

/** What a command about a clinic session answers: enough to go on, and the version for the next command. */
export type ClinicSessionAnswer = {
  readonly clinicSessionId: ClinicSessionId;
  readonly status: SessionStatus;
  readonly version: number;
};

export type ChangeSessionError = NotFound | NotAllowed | StaleSession | SaveSessionError | NotOnce;

type Rule<E> = (session: ClinicSession, act: Act) => Result<SessionOutcome, E>;

export const sessionAnswer = ({ id, status, version }: ClinicSession): ClinicSessionAnswer => ({
  clinicSessionId: id,
  status,
  version,
});

type Asked = {
  readonly now: Date;
  readonly actor: Actor;
  readonly operation: OperationId;
  readonly request: ClinicSessionRequest;
};

/** A session at whose hospital the actor may do the operation. */
type OpenSession = { readonly session: ClinicSession; readonly at: AtHospital };

const openClinicSession = async (
  stores: ClinicStores,
  { actor, operation, request }: Asked,
): Promise<Result<OpenSession, NotFound | NotAllowed>> => {
  const session = await stores.sessions.find(request.clinicSessionId);
  if (!session) return err({ type: 'NotFound' });
  const at = await permitAtHospital(stores, operation, actor, session);
  return at.ok ? ok({ session, at: at.value }) : at;
};

/** Checks the version, decides by `rule`, saves with outbox and audit. */
const applyRule = async <E>(
  stores: ClinicStores,
  { now, operation, request: { expectedVersion, reason: given } }: Asked,
  { session, at: { by, cityCode } }: OpenSession,
  rule: Rule<E>,
): Promise<Result<ClinicSession, E | StaleSession | SaveSessionError>> => {
  if (!isSeen(expectedVersion, session.version))
    return err({ type: 'StaleVersion', currentVersion: session.version });
  const reason = given?.trim();
  const outcome = rule(session, { now, by, ...(reason ? { reason } : {}) });
  if (!outcome.ok) return outcome;
  const saved = await saveClinicSession(stores, session, outcome.value, operation, cityCode);
  return saved.ok ? ok(outcome.value.session) : saved;
};

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
  const asked = { now, actor, operation, request };
  const opened = await openClinicSession(stores, asked);
  return opened.ok ? applyRule(stores, asked, opened.value, rule) : opened;
};

/** The same in a transaction of its own, once for a request that carries a key. */
export const changeClinicSession = <E>(
  { unitOfWork, clock }: Pick<ScheduleDeps, 'unitOfWork' | 'clock'>,
  actor: Actor,
  operation: OperationId,
  request: ClinicSessionRequest,
  rule: Rule<E>,
): Promise<Result<ClinicSessionAnswer, E | ChangeSessionError>> =>
  unitOfWork.run<ClinicSessionAnswer, E | ChangeSessionError>(async (stores) => {
    const asked = { now: clock.now(), actor, operation, request };
    const opened = await openClinicSession(stores, asked);
    if (!opened.ok) return opened;
    return onceAnswered<ClinicSessionAnswer, E | ChangeSessionError>(stores, asked, async () => {
      const changed = await applyRule(stores, asked, opened.value, rule);
      return changed.ok ? ok(sessionAnswer(changed.value)) : changed;
    });
  });
