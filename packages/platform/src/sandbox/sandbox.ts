import type { Channel, PaymentProvider } from '@banzhen/domain/payments';
import { channels } from '@banzhen/domain/payments';
import type { Clock } from '@banzhen/domain/shared/clock';
import {
  openSandboxKeys,
  type SandboxGateway,
  type SandboxStore,
  sandboxGateway,
  sandboxProvider,
  sandboxRequestHandler,
} from '@banzhen/payments';
import type { Log } from '../log.js';
import { handleClockRequest } from './clock-request.js';
import { openSandboxClock, type SandboxClock } from './sandbox-clock.js';
import type { SandboxAnswer, SandboxRequest } from './sandbox-request.js';

type Desk = {
  readonly providers: Readonly<Record<Channel, PaymentProvider>>;
  /** Pays as the family would at the cashier. */
  pay(paymentId: string): Promise<void>;
};

/** The sandbox payment provider of a process with its cashier, and the movable clock. Never in production. */
export type Sandbox = Desk & {
  readonly clock: SandboxClock;
  /** The same provider at another time, for orders whose past is told. */
  at(clock: Clock): Desk;
  handle(request: SandboxRequest): Promise<SandboxAnswer>;
  /** Sends callbacks until it is stopped, also those that an earlier process owed. */
  startDelivery(): { stop(): Promise<void> };
};

const MERCHANT = 'banzhen-sandbox';
const DELIVERY_LIMIT_MS = 5_000;

const deliverTo =
  (callbackUrl: string) =>
  async (notice: {
    readonly channel: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }): Promise<number> => {
    const answer = await fetch(`${callbackUrl}/callbacks/${notice.channel}`, {
      method: 'POST',
      headers: { ...notice.headers, 'content-type': 'application/json' },
      body: notice.body,
      redirect: 'error',
      signal: AbortSignal.timeout(DELIVERY_LIMIT_MS),
    });
    await answer.arrayBuffer();
    return answer.status;
  };

/** Opens the sandbox on its store; `callbackUrl` is where this platform takes callbacks. */
export const openSandbox = async (options: {
  readonly store: SandboxStore;
  readonly machineClock: Clock;
  /** Nobody else moves the clock. */
  readonly isAlone: boolean;
  /** Called when the clock was moved here: much may be due now. */
  readonly onMoved: () => void;
  readonly callbackUrl: () => string;
  readonly handleInbox: (request: SandboxRequest) => Promise<SandboxAnswer>;
  readonly log: Log;
}): Promise<Sandbox> => {
  const { store, log } = options;
  const [clock, keys] = await Promise.all([openSandboxClock(store, options), openSandboxKeys(store)]);
  const gatewayAt = (time: Clock) =>
    sandboxGateway({
      store,
      clock: time,
      keys,
      merchantId: MERCHANT,
      deliver: (notice) => deliverTo(options.callbackUrl())(notice),
      cashierOrigin: '',
    });
  const deskAt = (time: Clock, gateway: SandboxGateway): Desk => {
    const providerOf = (channel: Channel): PaymentProvider =>
      sandboxProvider({
        channel,
        gateway,
        merchantId: MERCHANT,
        platformKeys: [keys.platformKey],
        apiKey: keys.apiKey,
        clock: time,
      });
    const [wechat, alipay, unionpay] = channels.map(providerOf);
    if (!wechat || !alipay || !unionpay) throw new Error('three channels are expected');
    return {
      providers: { wechat, alipay, unionpay },
      async pay(paymentId) {
        const paid = await gateway.pay(paymentId);
        if (!paid.ok) throw new Error(`the sandbox cashier refused: ${paid.error}`);
      },
    };
  };
  const gateway = gatewayAt(clock);
  const cashier = sandboxRequestHandler(gateway, clock);
  return {
    clock,
    ...deskAt(clock, gateway),
    at: (time) => deskAt(time, gatewayAt(time)),
    handle(request) {
      if (request.path === '/sandbox/clock') return handleClockRequest(clock, request);
      return request.path === '/sandbox/inbox' ? options.handleInbox(request) : cashier(request);
    },
    startDelivery: () =>
      gateway.startDelivery({ onTrouble: (cause) => log.error('sandbox.delivery-failed', { cause }) }),
  };
};
