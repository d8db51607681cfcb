import type { NotEligible } from '../../dispatch/index.js';
import { grabShift, type HallNotOpen, type Refused, type ShiftNotOpen } from '../../orders/index.js';
import type { NotAllowed } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { checkEligible } from '../eligible-escort.js';

export type GrabShift = OrderRequest & { readonly shiftNo: number };
export type GrabShiftError = ChangeError | Refused | NotAllowed | ShiftNotOpen | HallNotOpen | NotEligible;

/** O5 抢单: the first eligible escort takes an open shift from the hall; the others are told that it is gone. */
export const makeGrabShift =
  (deps: VisitDeps) =>
  (actor: Person, command: GrabShift): Promise<Result<OrderAnswer, GrabShiftError>> =>
    changeOrder<Refused | NotAllowed | ShiftNotOpen | HallNotOpen | NotEligible>(
      deps,
      actor,
      'shift.grab',
      command,
      async (decision) => {
        const { order, policy, act, stores } = decision;
        const { escortId } = actor;
        if (!escortId) return err({ type: 'NotAllowed', operation: 'shift.grab' });
        const outcome = grabShift(order, { shiftNo: command.shiftNo, escortId }, policy, act);
        if (!outcome.ok) return outcome;
        const shift = order.shifts.find(({ no }) => no === command.shiftNo);
        if (!shift) return err({ type: 'ShiftNotOpen', shiftNo: command.shiftNo });
        const eligible = await checkEligible(stores, deps.calendar, {
          order,
          shift,
          escortId,
          policy,
          now: act.now,
        });
        return eligible.ok ? ok(only(outcome.value)) : eligible;
      },
    );
