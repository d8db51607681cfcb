import {
  type CancellationQuote,
  cancelOrder,
  cancelUnpaid,
  checkCancellationQuote,
  type NotDueYet,
  type Outcome,
  type QuoteOutdated,
  type Refused,
} from '../../orders/index.js';
import type { Payment, ProviderUnavailable } from '../../payments/index.js';
import type { Person } from '../../shared/actor.js';
import type { InBundle } from '../../shared/bundle-links.js';
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
import { checkNotInBundle } from '../not-in-bundle.js';
import type { PaymentDeps } from '../payment-deps.js';
import { settleSplit } from '../settle-split.js';
import type { makeSyncPayment } from './sync-payment.js';

export type CancelOrder = OrderRequest & { readonly cancellationQuoteId: CancellationQuoteId };
export type CancellationRefused = Refused | QuoteOutdated | NotDueYet | InBundle;
export type CancelOrderError = ChangeError | CancellationRefused | ProviderUnavailable;

/** Whether this very cancellation would be taken now; says so before anything outside is touched. */
export const checkCancellation = async (
  decision: Decision,
  command: Pick<CancelOrder, 'cancellationQuoteId'>,
): Promise<Result<{ readonly ended: Outcome; readonly quote: CancellationQuote }, CancellationRefused>> => {
  const { stores, order, policy, act } = decision;
  const quote = await stores.cancellationQuotes.find(command.cancellationQuoteId);
  const ended =
    order.status === 'PENDING_PAYMENT'
      ? cancelUnpaid(order, 'cancel_unpaid', act)
      : cancelOrder(order, act, quote?.fault);
  if (!ended.ok) return ended;
  const own = await checkNotInBundle(decision, 'cancel');
  if (!own.ok) return own;
  if (!quote) return err({ type: 'QuoteOutdated' });
  const valid = checkCancellationQuote(quote, order, policy, act);
  return valid.ok ? ok({ ended: ended.value, quote }) : valid;
};

/** An unpaid order is cancelled only after its providers can take no money any more (O3). */
const closeIfUnpaid = async (
  deps: PaymentDeps,
  syncPayment: ReturnType<typeof makeSyncPayment>,
  actor: Person,
  command: CancelOrder,
): Promise<Result<readonly Payment[], CancelOrderError>> => {
  const now = deps.clock.now();
  const isUnpaid = await deps.unitOfWork.run<boolean, CancelOrderError>(async (stores) => {
    const opened = await openOrder(stores, actor, 'order.cancel', command, now);
    if (!opened.ok) return opened;
    const checked = await checkCancellation(opened.value, command);
    return checked.ok ? ok(opened.value.order.status === 'PENDING_PAYMENT') : checked;
  });
  if (!isUnpaid.ok) return isUnpaid;
  return isUnpaid.value ? closeLivePayments(deps, syncPayment, command.orderId) : ok([]);
};

/** O3, O19, O20: cancels with exactly the split that was quoted; a quote that has lost its truth is refused. */
export const makeCancelOrder =
  (deps: PaymentDeps, syncPayment: ReturnType<typeof makeSyncPayment>) =>
  async (actor: Person, command: CancelOrder): Promise<Result<OrderAnswer, CancelOrderError>> => {
    const closed = await closeIfUnpaid(deps, syncPayment, actor, command);
    if (!closed.ok) return closed;
    const decide = async (
      decision: Decision,
    ): Promise<Result<Decided<CancellationRefused>, CancellationRefused>> => {
      const checked = await checkCancellation(decision, command);
      if (!checked.ok) return checked;
      const { ended, quote } = checked.value;
      if (decision.order.status !== 'PENDING_PAYMENT')
        return ok(await settleSplit(deps, decision, ended, quote.split, 'cancelled'));
      await endClosed(decision.stores.payments, closed.value);
      return ok(only(ended));
    };
    return changeOrder<CancellationRefused>(deps, actor, 'order.cancel', command, decide);
  };
