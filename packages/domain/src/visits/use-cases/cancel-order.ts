import type { StaleVersion } from '../../orders/index.js';
import {
  cancelOrder,
  cancelUnpaid,
  checkCancellationQuote,
  type NotDueYet,
  type QuoteOutdated,
  type Refused,
} from '../../orders/index.js';
import type { Payment, ProviderUnavailable } from '../../payments/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { CancellationQuoteId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import {
  type ChangeError,
  changeOrder,
  type Decided,
  type Decision,
  type OrderRequest,
  only,
  openOrder,
} from '../change-order.js';
import { closeLivePayments, endClosed } from '../close-payments.js';
import type { OrderAnswer } from '../deps.js';
import type { PaymentDeps } from '../payment-deps.js';
import { settleSplit } from '../settle-split.js';
import type { makeSyncPayment } from './sync-payment.js';

export type CancelOrder = OrderRequest & { readonly cancellationQuoteId: CancellationQuoteId };
type RuleError = Refused | QuoteOutdated | NotDueYet;
export type CancelOrderError = ChangeError | RuleError | ProviderUnavailable;

/** An unpaid order is cancelled only after its providers can take no money any more (O3). */
const closeIfUnpaid = async (
  deps: PaymentDeps,
  syncPayment: ReturnType<typeof makeSyncPayment>,
  actor: Person,
  command: CancelOrder,
): Promise<Result<readonly Payment[], NotFound | NotAllowed | StaleVersion | ProviderUnavailable>> => {
  const now = deps.clock.now();
  const status = await deps.unitOfWork.run(async (stores) => {
    const opened = await openOrder(stores, actor, 'order.cancel', command, now);
    return opened.ok ? ok(opened.value.order.status) : opened;
  });
  if (!status.ok) return status;
  return status.value === 'PENDING_PAYMENT' ? closeLivePayments(deps, syncPayment, command.orderId) : ok([]);
};

/** O3, O19, O20: cancels with exactly the split that was quoted; an older or foreign quote is refused. */
export const makeCancelOrder =
  (deps: PaymentDeps, syncPayment: ReturnType<typeof makeSyncPayment>) =>
  async (actor: Person, command: CancelOrder): Promise<Result<OrderAnswer, CancelOrderError>> => {
    const closed = await closeIfUnpaid(deps, syncPayment, actor, command);
    if (!closed.ok) return closed;
    const decide = async (decision: Decision): Promise<Result<Decided<RuleError>, RuleError>> => {
      const { order, act, stores } = decision;
      const cancelled =
        order.status === 'PENDING_PAYMENT'
          ? cancelUnpaid(order, 'cancel_unpaid', act)
          : cancelOrder(order, act);
      if (!cancelled.ok) return cancelled;
      const quote = await stores.cancellationQuotes.find(command.cancellationQuoteId);
      if (!quote) return err({ type: 'QuoteOutdated' });
      const valid = checkCancellationQuote(quote, order, act.now);
      if (!valid.ok) return valid;
      if (order.status !== 'PENDING_PAYMENT')
        return ok(await settleSplit(deps, decision, cancelled.value, quote.split, 'cancelled'));
      await endClosed(stores.payments, closed.value);
      return ok(only(cancelled.value));
    };
    return changeOrder<RuleError>(deps, actor, 'order.cancel', command, decide);
  };
