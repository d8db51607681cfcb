import type { NotEligible } from '../../dispatch/index.js';
import {
  grabShift,
  type HallNotOpen,
  hallStandOf,
  type Refused,
  type ShiftNotOpen,
  type StaleVersion,
} from '../../orders/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { EscortId } from '../../shared/ids.js';
import { done, err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type Decision, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { checkEligible } from '../eligible-escort.js';
import { relationsToOrder } from '../relations.js';

export type GrabShift = OrderRequest & { readonly shiftNo: number };
export type GrabShiftError = ChangeError | Refused | NotAllowed | ShiftNotOpen | HallNotOpen | NotEligible;

/**
 * What an escort may know of a shift that they try to take. Whoever is on the order or is offered a shift of it may know all.
 * The others see the orders of their own city while and after these are in the hall: what got its escort since is taken, and
 * anything else does not exist for them, be it of another city, not open yet, taken before the hall opened, or ended.
 */
const checkVisible = async (
  { order, policy, act, stores }: Decision,
  actor: Person,
  escortId: EscortId,
  shiftNo: number,
): Promise<Result<unknown, NotFound | ShiftNotOpen>> => {
  const relations = await relationsToOrder(actor, order, stores.patients, act.now);
  if (relations.has('assigned-escort') || relations.has('offered-escort')) return done;
  const profile = await stores.escorts.profile(escortId);
  const stand =
    profile?.cityCode === order.cityCode ? hallStandOf(order, shiftNo, policy, act.now) : 'hidden';
  if (stand === 'hidden') return err({ type: 'NotFound' });
  return stand === 'open' ? done : err({ type: 'ShiftNotOpen', shiftNo });
};

/**
 * O5 抢单: the first eligible escort takes an open shift from the hall; the others are told that it is gone (`ShiftNotOpen`).
 * An order that the escort could not see in the hall is `NotFound`, whatever its state.
 */
export const makeGrabShift =
  (deps: VisitDeps) =>
  (actor: Person, command: GrabShift): Promise<Result<OrderAnswer, GrabShiftError>> => {
    // That a version is stale is said to those only who may know that there is such an order.
    const { expectedVersion, ...request } = command;
    return changeOrder<
      Refused | NotAllowed | NotFound | ShiftNotOpen | StaleVersion | HallNotOpen | NotEligible
    >(deps, actor, 'shift.grab', request, async (decision) => {
      const { order, policy, act, stores } = decision;
      const { escortId } = actor;
      if (!escortId) return err({ type: 'NotAllowed', operation: 'shift.grab' });
      const visible = await checkVisible(decision, actor, escortId, command.shiftNo);
      if (!visible.ok) return visible;
      if (expectedVersion !== undefined && expectedVersion !== order.version)
        return err({ type: 'StaleVersion', currentVersion: order.version });
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
    });
  };
