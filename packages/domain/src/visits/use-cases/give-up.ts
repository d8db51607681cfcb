import { cancelUnserved, type Refused, unservedSplit } from '../../orders/index.js';
import type { Actor } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type FiredTimer, type OrderRequest } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { settleSplit } from '../settle-split.js';

/** O23: no escort could be found in time; everything goes back. */
export const makeGiveUp =
  (deps: VisitDeps) =>
  (
    actor: Actor,
    command: OrderRequest & { readonly timer?: FiredTimer },
  ): Promise<Result<OrderAnswer, ChangeError | Refused>> =>
    changeOrder<Refused>(deps, actor, 'order.give-up', command, async (decision) => {
      const outcome = cancelUnserved(decision.order, 'unmatched', decision.act);
      if (!outcome.ok) return outcome;
      const split = unservedSplit(decision.order, decision.policy, 'unmatched');
      return ok(await settleSplit(deps, decision, outcome.value, split, 'unmatched'));
    });
