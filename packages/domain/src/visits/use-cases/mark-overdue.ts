import { accrued, earningsOf, markOverdue, type Refused, type WaitNotOver } from '../../orders/index.js';
import { system } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type FiredTimer, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { distribute } from '../distribute.js';

/**
 * O18: a balance is overdue. What the family did pay is distributed at once, for the escort has earned it; what is paid
 * later is distributed when the visit is finished.
 */
export const makeMarkOverdue =
  (deps: VisitDeps) =>
  (
    command: OrderRequest & { readonly timer?: FiredTimer },
  ): Promise<Result<OrderAnswer, ChangeError | Refused | WaitNotOver>> =>
    changeOrder<Refused | WaitNotOver>(
      deps,
      system,
      'order.mark-overdue',
      command,
      async ({ order, policy, act, stores }) => {
        const outcome = markOverdue(order, policy, act);
        if (!outcome.ok) return outcome;
        const earned = earningsOf(order, policy);
        return ok(only(accrued(await distribute(stores, outcome.value, earned, 'overdue', act.now))));
      },
    );
