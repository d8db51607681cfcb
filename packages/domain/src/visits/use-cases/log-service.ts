import {
  changed,
  currentShift,
  type LogStep,
  logService,
  type Order,
  type Outcome,
  type Refused,
  servingEscort,
} from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type Decision, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';

export type LogService = OrderRequest & { readonly step: LogStep; readonly note: string };
export type NotYourShift = { readonly type: 'NotYourShift' };
export type NoteTooLong = { readonly type: 'NoteTooLong'; readonly longest: number };
type RuleError = Refused | NotYourShift | NoteTooLong;

const LONGEST_NOTE = 2000;

const logged = ({ order, act }: Decision, step: LogStep): Result<Outcome, Refused> =>
  step === 'contact-attempt' && order.status === 'ARRIVED'
    ? ok(changed(order, {}, 'O21', act, { type: 'ServiceLogged', refs: { shiftNo: currentShift(order).no } }))
    : logService(order, act);

/** Only the escort whose shift it is speaks for it. */
export const isOnShift = (order: Order, actor: Person): boolean =>
  actor.escortId !== undefined && servingEscort(order) === actor.escortId;

/** O14 log: one entry of the service log. Attempts to reach a missing patient are logged from arrival on (O21). */
export const makeLogService =
  (deps: VisitDeps) =>
  (actor: Person, command: LogService): Promise<Result<OrderAnswer, ChangeError | RuleError>> =>
    changeOrder<RuleError>(deps, actor, 'visit.log', command, async (decision) => {
      const { order, act, stores } = decision;
      if (command.note.length > LONGEST_NOTE) return err({ type: 'NoteTooLong', longest: LONGEST_NOTE });
      const outcome = logged(decision, command.step);
      if (!outcome.ok) return outcome;
      const { escortId } = actor;
      if (!escortId || !isOnShift(order, actor)) return err({ type: 'NotYourShift' });
      const { step, note } = command;
      await stores.serviceLog.append({
        id: deps.ids.next(),
        orderId: order.id,
        shiftNo: currentShift(order).no,
        escortId,
        step,
        note,
        at: act.now,
      });
      return ok(only(outcome.value));
    });
