import type { NotEligible } from '../../dispatch/index.js';
import { type ExtensionTooLong, extendService, type Refused, type ShiftsRemain } from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { checkLongerShift } from '../longer-shift.js';
import { onceIfKeyed } from '../once.js';

export type ExtendService = OrderRequest & {
  readonly minutes: number;
  /** A request with the same key buys once, however often it is sent. */
  readonly idempotencyKey?: string;
};
type RuleError = Refused | ExtensionTooLong | ShiftsRemain | NotEligible;

/**
 * O14 extend: the family buys more time. Fails with `EscortTaken` when the escort's next visit is in the way, and with
 * `NotEligible` when the escort would then work longer than the duty rules, their leave or their roster allow.
 */
export const makeExtendService =
  (deps: VisitDeps) =>
  (actor: Person, command: ExtendService): Promise<Result<OrderAnswer, ChangeError | RuleError>> => {
    const { orderId, minutes, idempotencyKey } = command;
    const once = onceIfKeyed(actor, 'order.extend', idempotencyKey, { orderId, minutes });
    return changeOrder<RuleError>(deps, actor, 'order.extend', { ...command, ...once }, async (decision) => {
      const { order, policy, act } = decision;
      const outcome = extendService(order, minutes, policy, act);
      if (!outcome.ok) return outcome;
      const allowed = await checkLongerShift(decision, outcome.value.order, deps.calendar);
      return allowed.ok ? ok(only(outcome.value)) : allowed;
    });
  };
