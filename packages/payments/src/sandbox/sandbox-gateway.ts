import type { Clock } from '@banzhen/domain/shared/clock';
import { err, type Result } from '@banzhen/domain/shared/result';
import { deliveryLoop } from './delivery-loop.js';
import { merchantCalls } from './merchant-calls.js';
import { announcing, deliveringDue } from './notice-delivery.js';
import { type SandboxBehaviour, storedBehaviours } from './sandbox-behaviour.js';
import type { SandboxKeys } from './sandbox-keys.js';
import { failOrder, type PayRefused, payOrder, type SandboxOrder } from './sandbox-order.js';
import { sandboxOrders } from './sandbox-orders.js';
import type { SandboxStore } from './sandbox-store.js';
import type { SandboxWire, WireNotice } from './wire.js';

export type SandboxGatewayOptions = {
  readonly store: SandboxStore;
  readonly clock: Clock;
  readonly merchantId: string;
  readonly keys: SandboxKeys;
  /** Hands a notice to the merchant and answers the HTTP status; 2xx means accepted, anything else is tried again. */
  readonly deliver: (notice: WireNotice) => Promise<number>;
  /** What it starts with; `behave` lies over it. */
  readonly behaviour?: Partial<SandboxBehaviour>;
  /** What stands before `/sandbox/pay/…` in the address that the family opens; empty for the same host. */
  readonly cashierOrigin?: string;
};

/** The provider's side. Everything it knows is in its store, so a crash loses nothing and several processes may share it. */
export interface SandboxGateway extends SandboxWire {
  /** The family pays, as with a phone at the cashier. The money is taken when this answers ok, whatever becomes of the notice. */
  pay(paymentId: string): Promise<Result<SandboxOrder, PayRefused>>;
  /** The family's bank refuses, or the family gives up. */
  failPay(paymentId: string): Promise<Result<SandboxOrder, PayRefused>>;
  find(paymentId: string): Promise<SandboxOrder | undefined>;
  /** Changes how one payment is treated, known or not; without an id, how all are. */
  behave(change: Partial<SandboxBehaviour>, paymentId?: string): Promise<void>;
  behaviourOf(paymentId: string): Promise<SandboxBehaviour>;
  resetBehaviour(): Promise<void>;
  /** Delivers the notices due now; answers how many deliveries were begun. */
  deliverDue(): Promise<number>;
  /** Delivers by itself from now on, also what an earlier process left behind. */
  startDelivery(options?: { readonly everyMs?: number; readonly onTrouble?: (error: unknown) => void }): {
    stop(): Promise<void>;
  };
}

export const sandboxGateway = (options: SandboxGatewayOptions): SandboxGateway => {
  const { store, clock } = options;
  const behaviours = storedBehaviours(store, options.behaviour ?? {});
  const orders = sandboxOrders(store);
  const shared = { ...options, behaviourOf: behaviours.of };
  const announce = announcing(shared);
  const deliverDue = deliveringDue(shared);
  let wake: () => void = () => undefined;
  /** The notice is kept first, the fact second: see notice-delivery.ts. */
  const settle = async (
    paymentId: string,
    step: (order: SandboxOrder) => Result<SandboxOrder, PayRefused>,
  ) => {
    const order = await orders.find(paymentId);
    const planned = order === undefined ? err<PayRefused>('NOT_FOUND') : step(order);
    if (!planned.ok) return planned;
    const { state } = planned.value;
    const event = { eventId: `${paymentId}-${state}`, paymentId, tradeState: state };
    await announce(event, clock.now().getTime());
    const settled = await orders.change(paymentId, step);
    wake();
    return settled;
  };
  return {
    call: merchantCalls({
      ...shared,
      orders,
      announceRefund: (refund, settlesAt) =>
        announce({ eventId: `${refund.refundId}-${refund.attempt}`, ...refund }, settlesAt),
      wake: () => wake(),
    }),
    async pay(paymentId) {
      const behaviour = await behaviours.of(paymentId);
      return settle(paymentId, (order) => payOrder(order, clock.now(), behaviour));
    },
    failPay: (paymentId) => settle(paymentId, failOrder),
    find: orders.find,
    behave: behaviours.set,
    behaviourOf: behaviours.of,
    resetBehaviour: behaviours.reset,
    deliverDue,
    startDelivery({ everyMs = 500, onTrouble = () => undefined } = {}) {
      const loop = deliveryLoop(deliverDue, everyMs, onTrouble);
      wake = loop.wake;
      return { stop: loop.stop };
    },
  };
};
