import {
  currentShift,
  type HandOverTooSoon,
  handOverShift,
  type NextShiftUncovered,
  type NoNextShift,
  type Refused,
} from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { escortOnShift, isQualified, type NotYourShift } from '../on-shift.js';

export type HandOverShift = OrderRequest & {
  /** What the next escort must know: condition, medicine given, what comes next. */
  readonly note: string;
};
type RuleError = Refused | NoNextShift | NextShiftUncovered | HandOverTooSoon | NotYourShift;

/** O14 交接: the next shift's escort takes over, if they may still work; the note stays as the hand-over record. */
export const makeHandOverShift =
  (deps: VisitDeps) =>
  (actor: Person, command: HandOverShift): Promise<Result<OrderAnswer, ChangeError | RuleError>> =>
    changeOrder<RuleError>(
      deps,
      actor,
      'visit.hand-over',
      command,
      async ({ order, policy, act, stores }) => {
        const onShift = escortOnShift(order, actor);
        if (!onShift.ok) return onShift;
        const outcome = handOverShift(order, policy, act);
        if (!outcome.ok) return outcome;
        const taking = currentShift(outcome.value.order);
        if (taking.cover.kind === 'accepted' && !(await isQualified(stores, taking.cover.escortId)))
          return err({ type: 'NextShiftUncovered', shiftNo: taking.no });
        await stores.serviceLog.append({
          id: deps.ids.next(),
          orderId: order.id,
          shiftNo: currentShift(order).no,
          escortId: onShift.value,
          step: 'hand-over',
          note: command.note,
          at: act.now,
        });
        return ok(only(outcome.value));
      },
    );
