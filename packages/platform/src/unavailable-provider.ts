import type { Channel, PaymentProvider } from '@banzhen/domain/payments';
import { err } from '@banzhen/domain/shared/result';

const unavailable = (channel: Channel): PaymentProvider => {
  const refuse = async () => err({ type: 'ProviderUnavailable', channel } as const);
  return {
    channel,
    prepay: refuse,
    queryPayment: refuse,
    closePayment: refuse,
    refund: refuse,
    queryRefund: refuse,
    openCallback: async () =>
      err({ type: 'CallbackForged', why: 'no provider is configured for this channel' }),
  };
};

/** Where no real provider is configured yet, paying is refused in words instead of pretended. */
export const unavailableProviders: Readonly<Record<Channel, PaymentProvider>> = {
  wechat: unavailable('wechat'),
  alipay: unavailable('alipay'),
  unionpay: unavailable('unionpay'),
};
