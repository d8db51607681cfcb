import type { OperationId } from '../policy/index.js';
import type { ClinicSession, SessionOutcome } from '../schedules/index.js';
import type { Act } from '../shared/act.js';
import { system } from '../shared/actor.js';
import type { ClinicSessionId } from '../shared/ids.js';
import { ok, type Result } from '../shared/result.js';
import { type ChangeSessionError, changeClinicSession } from './change-clinic-session.js';
import type { ScheduleDeps } from './deps.js';
import type { ClinicStores } from './stores.js';

/** What became of the sessions that the system had to move at their time. */
export type MovedSessions<E> = {
  readonly moved: readonly ClinicSessionId[];
  /** Sessions that were due and are where they were, and why. */
  readonly refused: readonly {
    readonly clinicSessionId: ClinicSessionId;
    readonly refusal: E | ChangeSessionError;
  }[];
  /** Whether more may be due than one call takes. */
  readonly isMore: boolean;
};

type Move<E> = {
  readonly operation: OperationId;
  readonly find: (
    sessions: ClinicStores['sessions'],
    now: Date,
    limit: number,
  ) => Promise<readonly ClinicSessionId[]>;
  readonly rule: (session: ClinicSession, act: Act) => Result<SessionOutcome, E>;
};

/**
 * Moves at most `limit` sessions whose time has come, each in a transaction of its own (C35). What was missed while nothing ran
 * is still due. Any number may do this at once: the version that was read fences the write, so that a session is moved once and
 * told of once, and who comes second has nothing to say.
 */
export const moveDueSessions = async <E extends { readonly type: string }>(
  { platformUnitOfWork: unitOfWork, clock }: Pick<ScheduleDeps, 'platformUnitOfWork' | 'clock'>,
  { operation, find, rule }: Move<E>,
  limit: number,
): Promise<MovedSessions<E>> => {
  const found = await unitOfWork.run<readonly ClinicSessionId[], never>(async ({ sessions }) =>
    ok(await find(sessions, clock.now(), limit)),
  );
  if (!found.ok) throw new Error('a read that refuses nothing was refused');
  const moved: ClinicSessionId[] = [];
  const refused: MovedSessions<E>['refused'][number][] = [];
  for (const clinicSessionId of found.value) {
    const request = { clinicSessionId };
    const answer = await changeClinicSession({ unitOfWork, clock }, system, operation, request, rule);
    if (answer.ok) moved.push(clinicSessionId);
    else if (answer.error.type !== 'StaleVersion') refused.push({ clinicSessionId, refusal: answer.error });
  }
  return { moved, refused, isMore: found.value.length === limit && moved.length > 0 };
};
