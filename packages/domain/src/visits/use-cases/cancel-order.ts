import {
  cancelOrder,
  cancelUnpaid,
  checkCancellationQuote,
  type NotDueYet,
  type QuoteOutdated,
  type Refused,
} from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import type { CancellationQuoteId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type Decision, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { settleSplit } from '../settle-split.js';

export type CancelOrder = OrderRequest & { readonly cancellationQuoteId: CancellationQuoteId };
type RuleError = Refused | QuoteOutdated | NotDueYet;
export type CancelOrderError = ChangeError | RuleError;

/** O3, O19, O20: cancels with exactly the split that was quoted; an older or foreign quote is refused. */
export const makeCancelOrder =
  (deps: VisitDeps) =>
  (actor: Person, command: CancelOrder): Promise<Result<OrderAnswer, CancelOrderError>> => {
    const decide = async (decision: Decision) => {
      const { order, act, stores } = decision;
      const quote = await stores.cancellationQuotes.find(command.cancellationQuoteId);
      if (!quote) return err({ type: 'QuoteOutdated' } as const);
      if (order.status === 'PENDING_PAYMENT') {
        const cancelled = cancelUnpaid(order, 'cancel_unpaid', act);
        return cancelled.ok ? ok(only(cancelled.value)) : cancelled;
      }
      const cancelled = cancelOrder(order, act);
      if (!cancelled.ok) return cancelled;
      const valid = checkCancellationQuote(quote, order, act.now);
      if (!valid.ok) return valid;
      return ok(await settleSplit(deps, decision, cancelled.value, quote.split, 'cancelled'));
    };
    return changeOrder<RuleError>(deps, actor, 'order.cancel', command, decide);
  };
