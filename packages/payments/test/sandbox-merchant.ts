import { randomUUID } from 'node:crypto';
import type { Channel, ProviderNotice } from '@banzhen/domain/payments';
import type { PaymentId, RefundId } from '@banzhen/domain/shared/ids';
import { idFrom } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import {
  generateSandboxKeys,
  inMemorySandboxStore,
  type SandboxBehaviour,
  type SandboxKeys,
  type SandboxStore,
  sandboxGateway,
  sandboxProvider,
  type WireNotice,
} from '@banzhen/payments';

export const merchantId = '1900000109';
export const newPaymentId = () => idFrom<PaymentId>(randomUUID());
export const newRefundId = () => idFrom<RefundId>(randomUUID());

/** A clock that a test moves. */
export const movableClock = (start = new Date('2026-11-21T02:00:00Z')) => {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
    },
  };
};

type Options = {
  readonly behaviour?: Partial<SandboxBehaviour>;
  readonly keys?: SandboxKeys;
  readonly store?: SandboxStore;
  readonly clock?: ReturnType<typeof movableClock>;
  readonly channel?: Channel;
  /** The HTTP status with which the merchant answers a notice that it believes. */
  readonly answers?: () => number;
};

/** A provider and one merchant's side of it, with all notices that arrived. */
export const openSandbox = ({
  keys = generateSandboxKeys(),
  store = inMemorySandboxStore(),
  clock = movableClock(),
  channel = 'wechat',
  answers = () => 200,
  behaviour = {},
}: Options = {}) => {
  const arrived: WireNotice[] = [];
  const believed: ProviderNotice[] = [];
  const refused: string[] = [];
  const gateway = sandboxGateway({
    store,
    clock,
    merchantId,
    keys,
    behaviour,
    deliver: async (notice) => {
      arrived.push(notice);
      const opened = await provider.openCallback(notice.headers, notice.body);
      if (opened.ok) believed.push(opened.value);
      else refused.push(opened.error.why);
      return opened.ok ? answers() : 401;
    },
  });
  const provider = sandboxProvider({
    channel,
    gateway,
    merchantId,
    platformKeys: [keys.platformKey],
    apiKey: keys.apiKey,
    clock,
  });
  const prepaid = async (amount = 29_900) => {
    const paymentId = newPaymentId();
    const opened = await provider.prepay({
      paymentId,
      amountFen: fen(amount),
      description: '陪诊服务',
      expiresAt: new Date(clock.now().getTime() + 15 * 60_000),
    });
    if (!opened.ok) throw new Error(opened.error.type);
    return paymentId;
  };
  const paid = async (amount = 29_900) => {
    const paymentId = await prepaid(amount);
    const settled = await gateway.pay(paymentId);
    if (!settled.ok) throw new Error(settled.error);
    return paymentId;
  };
  return { gateway, provider, clock, store, keys, arrived, believed, refused, prepaid, paid };
};
