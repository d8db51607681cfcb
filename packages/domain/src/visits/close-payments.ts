import {
  endPayment,
  isOfProvider,
  type Payment,
  type PaymentStore,
  type ProviderUnavailable,
} from '../payments/index.js';
import type { OrderId } from '../shared/ids.js';
import { ok, type Result } from '../shared/result.js';
import type { PaymentDeps } from './payment-deps.js';
import type { makeSyncPayment } from './use-cases/sync-payment.js';

const isLive = ({ status }: Payment): boolean => status === 'CREATED' || status === 'PENDING';

/**
 * Closes every live attempt of an order at its provider, and asks once more about those that turn out to be paid (O3).
 * Answers the attempts that nobody can pay any more; their rows are ended by `endClosed` with the order's own change.
 */
export const closeLivePayments = async (
  deps: PaymentDeps,
  syncPayment: ReturnType<typeof makeSyncPayment>,
  orderId: OrderId,
): Promise<Result<readonly Payment[], ProviderUnavailable>> => {
  const found = await deps.unitOfWork.run(async (stores) => ok(await stores.payments.ofOrder(orderId)));
  const ended: Payment[] = [];
  for (const payment of (found.ok ? found.value : []).filter(isLive).filter(isOfProvider)) {
    const closed = await deps.providers[payment.channel].closePayment(payment.id);
    if (closed.ok) ended.push(payment);
    else if (closed.error.type === 'ProviderUnavailable') return { ok: false, error: closed.error };
    else await syncPayment(payment);
  }
  return ok(ended);
};

/** P4: our rows of attempts that the provider has closed. */
export const endClosed = async (payments: PaymentStore, closed: readonly Payment[]): Promise<void> => {
  for (const payment of closed) {
    const ended = endPayment(payment, 'CLOSED');
    if (ended.ok) await payments.update(ended.value);
  }
};
