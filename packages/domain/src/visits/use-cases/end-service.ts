import { endService, type Refused, type ShiftsRemain, type StepsMissing } from '../../orders/index.js';
import type { Actor } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type FiredTimer, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { checkOnShift, type NotYourShift } from '../on-shift.js';

type RuleError = Refused | StepsMissing | ShiftsRemain | NotYourShift;

/** O15: the escort ends the service, or the system does at the longest overtime; overtime becomes a balance. */
export const makeEndService =
  (deps: VisitDeps) =>
  (
    actor: Actor,
    command: OrderRequest & { readonly timer?: FiredTimer },
  ): Promise<Result<OrderAnswer, ChangeError | RuleError>> =>
    changeOrder<RuleError>(deps, actor, 'visit.end', command, async ({ order, policy, act, stores }) => {
      const onShift = checkOnShift(order, actor, act.by);
      if (!onShift.ok) return onShift;
      const steps = (await stores.serviceLog.of(order.id)).map(({ step }) => step);
      const outcome = endService(order, steps, policy, act);
      return outcome.ok ? ok(only(outcome.value)) : outcome;
    });
