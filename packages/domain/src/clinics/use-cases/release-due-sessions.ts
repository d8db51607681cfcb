import { type NotYetReleased, releaseSession, type SessionMoveRefused } from '../../schedules/index.js';
import { system } from '../../shared/actor.js';
import type { ClinicSessionId } from '../../shared/ids.js';
import { ok } from '../../shared/result.js';
import { type ChangeSessionError, changeClinicSession } from '../change-clinic-session.js';
import type { ScheduleDeps } from '../deps.js';

type Refused = ChangeSessionError | SessionMoveRefused | NotYetReleased;

export type ReleasedDue = {
  readonly released: readonly ClinicSessionId[];
  /** Sessions that were due and are not released, and why. */
  readonly refused: readonly { readonly clinicSessionId: ClinicSessionId; readonly refusal: Refused }[];
  /** Whether more may be due than one call takes. */
  readonly isMore: boolean;
};

/**
 * 6.8 放号: puts the seats of at most `limit` due sessions on sale, the longest due first, each in a transaction of its own
 * (C35). What was missed while nothing ran is still due. Any number may do this at once: the version that was read fences the
 * write, so that a session is released once and told of once, and who comes second has nothing to say.
 */
export const makeReleaseDueSessions =
  ({ platformUnitOfWork: unitOfWork, clock }: Pick<ScheduleDeps, 'platformUnitOfWork' | 'clock'>) =>
  async (limit: number): Promise<ReleasedDue> => {
    const found = await unitOfWork.run<readonly ClinicSessionId[], never>(async ({ sessions }) =>
      ok(await sessions.dueForRelease(clock.now(), limit)),
    );
    if (!found.ok) throw new Error('a read that refuses nothing was refused');
    const due = found.value;
    const released: ClinicSessionId[] = [];
    const refused: ReleasedDue['refused'][number][] = [];
    for (const clinicSessionId of due) {
      const answer = await changeClinicSession(
        { unitOfWork, clock },
        system,
        'clinic-session.release',
        { clinicSessionId },
        releaseSession,
      );
      if (answer.ok) released.push(clinicSessionId);
      else if (answer.error.type !== 'StaleVersion') refused.push({ clinicSessionId, refusal: answer.error });
    }
    return { released, refused, isMore: due.length === limit && released.length > 0 };
  };
