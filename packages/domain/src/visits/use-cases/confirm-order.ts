import {
  type BalanceUnpaid,
  confirmOrder,
  type DisputeOpen,
  earningsOf,
  type Refused,
  type WaitNotOver,
} from '../../orders/index.js';
import type { Actor } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type FiredTimer, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { distribute } from '../distribute.js';

export type ConfirmOrder = OrderRequest & {
  /** A dispatcher lets an unpaid balance go, which is an operation of its own. */
  readonly waiveBalance?: boolean;
  readonly timer?: FiredTimer;
};
type RuleError = Refused | DisputeOpen | BalanceUnpaid | WaitNotOver;

/** O17: the visit is finished; what was held becomes the escorts' pay, commission and tax, to the last fen. */
export const makeConfirmOrder =
  (deps: VisitDeps) =>
  (actor: Actor, command: ConfirmOrder): Promise<Result<OrderAnswer, ChangeError | RuleError>> => {
    const { waiveBalance = false } = command;
    const operation = waiveBalance ? 'balance.waive' : 'order.confirm';
    return changeOrder<RuleError>(deps, actor, operation, command, async ({ order, policy, act, stores }) => {
      const outcome = confirmOrder(order, { waiveBalance }, policy, act);
      if (!outcome.ok) return outcome;
      const earned = earningsOf(outcome.value.order, policy);
      return ok(only(await distribute(stores, outcome.value, earned, 'end', act.now)));
    });
  };
