import {
  giveUpUnmatched,
  type Refused,
  type SomeShiftsCovered,
  timersOf,
  unservedSplit,
  type WaitNotOver,
} from '../../orders/index.js';
import type { Actor } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type FiredTimer, type OrderRequest } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { settleSplit } from '../settle-split.js';

type RuleError = Refused | SomeShiftsCovered | WaitNotOver;

/** O23: no escort could be found in time for any shift; everything goes back. */
export const makeGiveUp =
  (deps: VisitDeps) =>
  (
    actor: Actor,
    command: OrderRequest & { readonly timer?: FiredTimer },
  ): Promise<Result<OrderAnswer, ChangeError | RuleError>> =>
    changeOrder<RuleError>(deps, actor, 'order.give-up', command, async (decision) => {
      const outcome = giveUpUnmatched(decision.order, decision.act);
      if (!outcome.ok) return outcome;
      const giveUpAt = timersOf(decision.order, decision.policy).find(
        ({ kind }) => kind === 'give-up',
      )?.dueAt;
      if (giveUpAt && decision.act.now < giveUpAt) return err({ type: 'WaitNotOver', until: giveUpAt });
      const split = unservedSplit(decision.order, decision.policy, 'unmatched');
      return ok(await settleSplit(deps, decision, outcome.value, split, 'unmatched'));
    });
