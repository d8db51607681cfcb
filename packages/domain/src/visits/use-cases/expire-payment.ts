import { cancelUnpaid, type NotDueYet, type Refused } from '../../orders/index.js';
import type { ProviderUnavailable } from '../../payments/index.js';
import { system } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type FiredTimer, type OrderRequest, only } from '../change-order.js';
import { closeLivePayments, endClosed } from '../close-payments.js';
import type { OrderAnswer } from '../deps.js';
import type { PaymentDeps } from '../payment-deps.js';
import type { makeSyncPayment } from './sync-payment.js';

export type ExpirePaymentError = ChangeError | Refused | NotDueYet | ProviderUnavailable;

/**
 * O3 by time: only when no provider can take the money any more is the order cancelled. A provider that does not answer
 * leaves the timer for later.
 */
export const makeExpirePayment =
  (deps: PaymentDeps, syncPayment: ReturnType<typeof makeSyncPayment>) =>
  async (
    request: OrderRequest & { readonly timer?: FiredTimer },
  ): Promise<Result<OrderAnswer, ExpirePaymentError>> => {
    const closed = await closeLivePayments(deps, syncPayment, request.orderId);
    if (!closed.ok) return closed;
    return changeOrder<Refused | NotDueYet>(
      deps,
      system,
      'order.expire-payment',
      request,
      async ({ order, act, stores }) => {
        const outcome = cancelUnpaid(order, 'expire_payment', act);
        if (!outcome.ok) return outcome;
        await endClosed(stores.payments, closed.value);
        return ok(only(outcome.value));
      },
    );
  };
