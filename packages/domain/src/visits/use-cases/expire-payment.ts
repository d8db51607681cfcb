import { cancelUnpaid, type NotDueYet, type Refused } from '../../orders/index.js';
import { endPayment, type Payment, type ProviderUnavailable } from '../../payments/index.js';
import { system } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type FiredTimer, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer } from '../deps.js';
import type { PaymentDeps } from './start-payment.js';
import type { makeSyncPayment } from './sync-payment.js';

export type ExpirePaymentError = ChangeError | Refused | NotDueYet | ProviderUnavailable;

/**
 * O3 by time: closes every live attempt at its provider first and asks once more; only when nobody can pay any more is the
 * order cancelled. A provider that does not answer leaves the timer for later.
 */
export const makeExpirePayment =
  (deps: PaymentDeps, syncPayment: ReturnType<typeof makeSyncPayment>) =>
  async (
    request: OrderRequest & { readonly timer?: FiredTimer },
  ): Promise<Result<OrderAnswer, ExpirePaymentError>> => {
    const found = await deps.unitOfWork.run(async (stores) =>
      ok(await stores.payments.ofOrder(request.orderId)),
    );
    const live = (found.ok ? found.value : []).filter(
      ({ status }) => status === 'CREATED' || status === 'PENDING',
    );
    for (const payment of live) {
      const closed = await deps.providers[payment.channel].closePayment(payment.id);
      if (closed.ok) continue;
      if (closed.error.type === 'ProviderUnavailable') return { ok: false, error: closed.error };
      await syncPayment(payment);
    }
    return changeOrder<Refused | NotDueYet>(
      deps,
      system,
      'order.expire-payment',
      request,
      async ({ order, act, stores }) => {
        const outcome = cancelUnpaid(order, 'expire_payment', act);
        if (!outcome.ok) return outcome;
        await endAll(stores.payments.update, live);
        return ok(only(outcome.value));
      },
    );
  };

const endAll = async (
  update: (payment: Payment) => Promise<unknown>,
  live: readonly Payment[],
): Promise<void> => {
  for (const payment of live) {
    const ended = endPayment(payment, 'CLOSED');
    if (ended.ok) await update(ended.value);
  }
};
