import {
  type Order,
  type OtherShiftCount,
  overpaidFen,
  type PastCutOff,
  type Refused,
  rescheduleOrder,
  type TooFarAhead,
  type TooManyReschedules,
  type TooSoon,
} from '../../orders/index.js';
import { checkQuote, type Quote, type QuoteExpired, type QuoteUsed } from '../../pricing/index.js';
import type { Person } from '../../shared/actor.js';
import type { QuoteId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type Decision, type OrderRequest } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { escortsAreFree } from '../eligible-escort.js';
import { giveBack } from '../give-back.js';

export type RescheduleOrder = OrderRequest & {
  /** A fresh quote for the same patient, hospital and service at the new time. */
  readonly quoteId: QuoteId;
};

export type QuoteForAnother = { readonly type: 'QuoteForAnother' };
type RuleError =
  | Refused
  | PastCutOff
  | TooManyReschedules
  | OtherShiftCount
  | TooSoon
  | TooFarAhead
  | QuoteExpired
  | QuoteUsed
  | QuoteForAnother;
export type RescheduleOrderError = ChangeError | RuleError;

const fits = (quote: Quote, order: Order): boolean =>
  quote.patientId === order.patientId &&
  quote.hospitalId === order.hospitalId &&
  quote.service.code === order.service.code &&
  quote.accountId === order.bookedBy;

const movedShifts = (order: Order, quote: Quote): Order => ({
  ...order,
  shifts: order.shifts.map((shift, index) => ({ ...shift, during: quote.shifts[index] ?? shift.during })),
});

/** O10 改期: the same visit at the time and price of a new quote; only the difference is owed or goes back. */
export const makeRescheduleOrder =
  (deps: VisitDeps) =>
  (actor: Person, command: RescheduleOrder): Promise<Result<OrderAnswer, RescheduleOrderError>> => {
    const decide = async (decision: Decision) => {
      const { order, policy, act, stores } = decision;
      const quote = await stores.quotes.find(command.quoteId);
      if (!quote || !fits(quote, order)) return err({ type: 'QuoteForAnother' } as const);
      const valid = checkQuote(quote, act.now);
      if (!valid.ok) return valid;
      const charge = { quoteId: quote.id, lines: quote.lines, totalFen: quote.totalFen };
      const isFree = await escortsAreFree(stores, deps.calendar, movedShifts(order, quote), policy, act.now);
      const outcome = rescheduleOrder(
        order,
        { shifts: quote.shifts, charge, escortsAreFree: isFree },
        policy,
        act,
      );
      if (!outcome.ok) return outcome;
      await stores.quotes.markUsed(quote.id, order.id);
      const next = outcome.value.order;
      const back = await giveBack(stores, deps.ids, next, overpaidFen(next), 'rescheduled', act);
      return ok({ outcomes: [outcome.value, ...back] as const });
    };
    return changeOrder<RuleError>(deps, actor, 'order.reschedule', command, decide);
  };
