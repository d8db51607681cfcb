import {
  changed,
  currentShift,
  type LogStep,
  logService,
  type Outcome,
  type Refused,
} from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type Decision, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { escortOnShift, type NotYourShift } from '../on-shift.js';
import { onceIfKeyed } from '../once.js';

export type LogService = OrderRequest & {
  readonly step: LogStep;
  readonly note: string;
  /** A request with the same key is logged once, however often it is sent. */
  readonly idempotencyKey?: string;
};
export type NoteTooLong = { readonly type: 'NoteTooLong'; readonly longest: number };
type RuleError = Refused | NotYourShift | NoteTooLong;

const LONGEST_NOTE = 2000;

const logged = ({ order, act }: Decision, step: LogStep): Result<Outcome, Refused> =>
  step === 'contact-attempt' && order.status === 'ARRIVED'
    ? ok(changed(order, {}, 'O21', act, { type: 'ServiceLogged', refs: { shiftNo: currentShift(order).no } }))
    : logService(order, act);

/** O14 log: one entry of the service log. Attempts to reach a missing patient are logged from arrival on (O21). */
export const makeLogService =
  (deps: VisitDeps) =>
  (actor: Person, command: LogService): Promise<Result<OrderAnswer, ChangeError | RuleError>> => {
    const { orderId, step, note, idempotencyKey } = command;
    const once = onceIfKeyed(actor, 'visit.log', idempotencyKey, { orderId, step, note });
    return changeOrder<RuleError>(deps, actor, 'visit.log', { ...command, ...once }, async (decision) => {
      const { order, act, stores } = decision;
      const outcome = logged(decision, step);
      if (!outcome.ok) return outcome;
      const onShift = escortOnShift(order, actor);
      if (!onShift.ok) return onShift;
      if (note.length > LONGEST_NOTE) return err({ type: 'NoteTooLong', longest: LONGEST_NOTE });
      await stores.serviceLog.append({
        id: deps.ids.next(),
        orderId: order.id,
        shiftNo: currentShift(order).no,
        escortId: onShift.value,
        step,
        note,
        at: act.now,
      });
      return ok(only(outcome.value));
    });
  };
