import { endServiceEarly, overpaidFen, type Refused } from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type OrderRequest } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { giveBack } from '../give-back.js';
import { checkOnShift, type NotYourShift } from '../on-shift.js';

/** O16: emergency, danger, or the patient leaves. Whole unused half hours go back at once. */
export const makeEndServiceEarly =
  (deps: VisitDeps) =>
  (
    actor: Person,
    command: OrderRequest,
  ): Promise<Result<OrderAnswer, ChangeError | Refused | NotYourShift>> =>
    changeOrder<Refused | NotYourShift>(
      deps,
      actor,
      'visit.end-early',
      command,
      async ({ order, policy, act, stores }) => {
        const onShift = checkOnShift(order, actor, act.by);
        if (!onShift.ok) return onShift;
        const outcome = endServiceEarly(order, policy, act);
        if (!outcome.ok) return outcome;
        const ended = outcome.value.order;
        const back = await giveBack(stores, deps.ids, ended, overpaidFen(ended), 'early-end', act);
        return ok({ outcomes: [outcome.value, ...back] });
      },
    );
