import {
  cancelUnserved,
  currentShift,
  escortNoShowSplit,
  type Order,
  type Refused,
  type WaitNotOver,
} from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { minutesAfter } from '../../shared/clock.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { VisitPolicy } from '../../shared/visit-policy.js';
import {
  type ChangeError,
  changeOrder,
  type Decided,
  type Decision,
  type OrderRequest,
} from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { settleSplit } from '../settle-split.js';

export type MarkEscortNoShow = OrderRequest & {
  /** The escort said that they will not come, so nobody need wait until they are late. */
  readonly isUnreachable: boolean;
};

/** From when on an escort who has not arrived counts as not coming. */
export const escortLateAt = (order: Order, { noShow }: VisitPolicy): Date =>
  minutesAfter(currentShift(order).during.startsAt, noShow.escortLateMinutes);

/** From when on the platform asks where an escort is; one who is known not to come earlier is released instead (O8). */
export const firstAlarmAt = (order: Order, { noShow }: VisitPolicy): Date =>
  minutesAfter(currentShift(order).during.startsAt, Math.min(...noShow.escortAlarmMinutes));

/** The order without its escort, who may be missed from `from` on: everything goes back, and a compensation on top. */
export const escortDidNotCome = async (
  deps: Pick<VisitDeps, 'ids'>,
  decision: Decision,
  from: Date,
): Promise<Result<Decided<never>, Refused | WaitNotOver>> => {
  const { order, policy, act } = decision;
  const outcome = cancelUnserved(order, 'escort-no-show', act);
  if (!outcome.ok) return outcome;
  if (act.now < from) return err({ type: 'WaitNotOver', until: from });
  const split = escortNoShowSplit(order, policy, act.now);
  return ok(await settleSplit(deps, decision, outcome.value, split, 'no-show'));
};

/**
 * O22, the case in which nobody can step in: everything back and a compensation. Where somebody can, a dispatcher
 * releases the escort instead (O8) and the search begins anew.
 */
export const makeMarkEscortNoShow =
  (deps: VisitDeps) =>
  (
    actor: Person,
    command: MarkEscortNoShow,
  ): Promise<Result<OrderAnswer, ChangeError | Refused | WaitNotOver>> =>
    changeOrder<Refused | WaitNotOver>(deps, actor, 'visit.mark-escort-no-show', command, (decision) => {
      const { order, policy } = decision;
      const from = command.isUnreachable ? firstAlarmAt(order, policy) : escortLateAt(order, policy);
      return escortDidNotCome(deps, decision, from);
    });
