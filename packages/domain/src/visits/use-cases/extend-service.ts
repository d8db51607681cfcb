import { type ExtensionTooLong, extendService, type Refused, type ShiftsRemain } from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, decideWith, type OrderRequest } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';

export type ExtendService = OrderRequest & { readonly minutes: number };
type RuleError = Refused | ExtensionTooLong | ShiftsRemain;

/** O14 extend: the family buys more time; fails with `EscortTaken` when the escort's next visit is in the way. */
export const makeExtendService =
  (deps: VisitDeps) =>
  (actor: Person, command: ExtendService): Promise<Result<OrderAnswer, ChangeError | RuleError>> =>
    changeOrder<RuleError>(
      deps,
      actor,
      'order.extend',
      command,
      decideWith(({ order, policy, act }) => extendService(order, command.minutes, policy, act)),
    );
