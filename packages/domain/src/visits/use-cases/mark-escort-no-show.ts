import {
  cancelUnserved,
  currentShift,
  type Refused,
  unservedSplit,
  type WaitNotOver,
} from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { minutesAfter } from '../../shared/clock.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type OrderRequest } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { settleSplit } from '../settle-split.js';

export type MarkEscortNoShow = OrderRequest & {
  /** The escort said that they will not come, so nobody need wait for T+15 min. */
  readonly isUnreachable: boolean;
};

/**
 * O22, the case in which nobody can step in: everything back and a compensation. Where somebody can, a dispatcher
 * releases the escort instead (O8) and the search begins anew.
 */
export const makeMarkEscortNoShow =
  (deps: VisitDeps) =>
  (
    actor: Person,
    command: MarkEscortNoShow,
  ): Promise<Result<OrderAnswer, ChangeError | Refused | WaitNotOver>> =>
    changeOrder<Refused | WaitNotOver>(
      deps,
      actor,
      'visit.mark-escort-no-show',
      command,
      async (decision) => {
        const { order, policy, act } = decision;
        const outcome = cancelUnserved(order, 'escort-no-show', act);
        if (!outcome.ok) return outcome;
        const until = minutesAfter(currentShift(order).during.startsAt, policy.noShow.escortLateMinutes);
        if (!command.isUnreachable && act.now < until) return err({ type: 'WaitNotOver', until });
        const split = unservedSplit(order, policy, 'escort-no-show');
        return ok(await settleSplit(deps, decision, outcome.value, split, 'no-show'));
      },
    );
