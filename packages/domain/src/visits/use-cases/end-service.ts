import {
  type EndTooSoon,
  endService,
  overpaidFen,
  type Refused,
  type ShiftsRemain,
  type StepsMissing,
} from '../../orders/index.js';
import type { Actor } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type FiredTimer, type OrderRequest } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { giveBack } from '../give-back.js';
import { checkOnShift, type NotYourShift } from '../on-shift.js';

type RuleError = Refused | StepsMissing | ShiftsRemain | EndTooSoon | NotYourShift;

/**
 * O15: the escort ends the service, or the system does at the longest overtime. Overtime becomes a balance; what care that
 * ended sooner does not cost goes back.
 */
export const makeEndService =
  (deps: VisitDeps) =>
  (
    actor: Actor,
    command: OrderRequest & { readonly timer?: FiredTimer },
  ): Promise<Result<OrderAnswer, ChangeError | RuleError>> =>
    changeOrder<RuleError>(deps, actor, 'visit.end', command, async ({ order, policy, act, stores }) => {
      const onShift = checkOnShift(order, actor, act.by);
      if (!onShift.ok) return onShift;
      const logged = await stores.serviceLog.of(order.id);
      const outcome = endService(order, logged, policy, act);
      if (!outcome.ok) return outcome;
      const ended = outcome.value.order;
      const back = await giveBack(stores, deps.ids, ended, overpaidFen(ended), 'early-end', act);
      return ok({ outcomes: [outcome.value, ...back] });
    });
