import type { NotEligible } from '../../dispatch/index.js';
import {
  type DifferenceUnpaid,
  depart,
  type OutsideWindow,
  type Refused,
  servingEscort,
} from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { checkOnShift, isQualified, type NotYourShift } from '../on-shift.js';

type RuleError = Refused | DifferenceUnpaid | OutsideWindow | NotYourShift | NotEligible;

/** O11: the escort of the first shift sets out, if they may still work: whoever may not is about to be taken off. */
export const makeDepart =
  (deps: VisitDeps) =>
  (actor: Person, command: OrderRequest): Promise<Result<OrderAnswer, ChangeError | RuleError>> =>
    changeOrder<RuleError>(deps, actor, 'visit.depart', command, async ({ order, policy, act, stores }) => {
      const onShift = checkOnShift(order, actor, act.by);
      if (!onShift.ok) return onShift;
      const escortId = servingEscort(order);
      if (escortId && !(await isQualified(stores, escortId)))
        return err({ type: 'NotEligible', whyNot: [{ code: 'not-certified' }] });
      const outcome = depart(order, policy, act);
      return outcome.ok ? ok(only(outcome.value)) : outcome;
    });
