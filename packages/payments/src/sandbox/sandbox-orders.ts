import { err, ok, type Result } from '@banzhen/domain/shared/result';
import { isOrder, type SandboxOrder } from './sandbox-order.js';
import type { SandboxStore } from './sandbox-store.js';
import { orderKey } from './wire.js';

/** The provider's orders in its store; every change is one guarded write, repeated when another one was faster. */
export const sandboxOrders = (store: SandboxStore) => {
  const find = async (paymentId: string): Promise<SandboxOrder | undefined> => {
    const record = await store.get(orderKey(paymentId));
    return isOrder(record) ? record : undefined;
  };
  return {
    find,
    /** Keeps `order` unless its payment is known already; answers what is kept. */
    async insert(order: SandboxOrder): Promise<SandboxOrder> {
      await store.put(orderKey(order.paymentId), order);
      return (await find(order.paymentId)) ?? order;
    },
    async change<Refusal>(
      paymentId: string,
      step: (order: SandboxOrder) => Result<SandboxOrder, Refusal>,
    ): Promise<Result<SandboxOrder, Refusal | 'NOT_FOUND'>> {
      for (;;) {
        const order = await find(paymentId);
        if (order === undefined) return err('NOT_FOUND');
        const next = step(order);
        if (!next.ok) return next;
        if (await store.put(orderKey(paymentId), next.value)) return ok(next.value);
      }
    },
    /** Remembers to which payment a refund belongs. */
    async noteRefund(refundId: string, paymentId: string): Promise<void> {
      await store.put(`refund/${refundId}`, { revision: 1, paymentId });
    },
    async findByRefund(refundId: string): Promise<SandboxOrder | undefined> {
      const paymentId = (await store.get(`refund/${refundId}`))?.paymentId;
      return typeof paymentId === 'string' ? find(paymentId) : undefined;
    },
  };
};

export type SandboxOrders = ReturnType<typeof sandboxOrders>;
