import { type NotYourAssignment, type Refused, releaseEscort } from '../../orders/index.js';
import type { Actor } from '../../shared/actor.js';
import type { EscortId } from '../../shared/ids.js';
import { err, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, decideWith, type OrderRequest } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';

export type ReleaseEscort = OrderRequest & {
  /** Whom a dispatcher takes off; an escort always means themselves. */
  readonly escortId?: EscortId;
  /** Only this shift; without it every one of theirs that can still be given up. */
  readonly shiftNo?: number;
};

/**
 * O8: the escort leaves, or a dispatcher takes them off: before arrival, or the shifts after the present one at any time. The
 * search begins anew at once.
 */
export const makeReleaseEscort =
  (deps: VisitDeps) =>
  (
    actor: Actor,
    command: ReleaseEscort,
  ): Promise<Result<OrderAnswer, ChangeError | Refused | NotYourAssignment>> =>
    changeOrder<Refused | NotYourAssignment>(
      deps,
      actor,
      'assignment.release',
      command,
      decideWith(({ order, policy, act }) => {
        const escortId = act.by.as === 'E' && actor.kind === 'person' ? actor.escortId : command.escortId;
        if (!escortId) return err({ type: 'NotYourAssignment' });
        const { shiftNo } = command;
        return releaseEscort(order, { escortId, ...(shiftNo ? { shiftNo } : {}) }, policy, act);
      }),
    );
