import { type DifferenceUnpaid, depart, type OutsideWindow, type Refused } from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, decideWith, type OrderRequest } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { checkOnShift, type NotYourShift } from '../on-shift.js';

type RuleError = Refused | DifferenceUnpaid | OutsideWindow | NotYourShift;

/** O11: the escort of the first shift sets out. */
export const makeDepart =
  (deps: VisitDeps) =>
  (actor: Person, command: OrderRequest): Promise<Result<OrderAnswer, ChangeError | RuleError>> =>
    changeOrder<RuleError>(
      deps,
      actor,
      'visit.depart',
      command,
      decideWith<RuleError>(({ order, policy, act }) => {
        const onShift = checkOnShift(order, actor, act.by);
        return onShift.ok ? depart(order, policy, act) : onShift;
      }),
    );
