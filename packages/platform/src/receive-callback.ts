import type { CallbackForged, Channel, PaymentProvider } from '@banzhen/domain/payments';
import { done, type Result } from '@banzhen/domain/shared/result';
import type { Visits } from '@banzhen/domain/visits';

/** Opens a provider's callback and records what it says; only a verified one gets any further (PAY1). */
export const receiveCallback =
  (
    providers: Readonly<Record<Channel, PaymentProvider>>,
    visits: Pick<Visits, 'recordPayment' | 'recordRefund'>,
  ) =>
  async (
    channel: Channel,
    headers: Readonly<Record<string, string | undefined>>,
    body: string,
  ): Promise<Result<void, CallbackForged>> => {
    const opened = await providers[channel].openCallback(headers, body);
    if (!opened.ok) return opened;
    const { value } = opened;
    const notice = { channel, eventId: value.eventId };
    if (value.kind === 'payment')
      await visits.recordPayment({ paymentId: value.paymentId, state: value.payment, notice });
    else await visits.recordRefund({ refundId: value.refundId, state: value.refund, notice });
    return done;
  };
