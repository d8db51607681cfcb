import { type Channel, channels } from '@banzhen/domain/payments';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import { isObject } from '../json-reader.js';
import type { SandboxBehaviour } from './sandbox-behaviour.js';
import type { SandboxRecord } from './sandbox-store.js';

/** A refund as the provider keeps it. What it is at a moment follows from `settlesAt`; nothing has to run for it. */
export type SandboxRefund = {
  readonly refundId: string;
  readonly amountFen: number;
  /** Counts the tries: a failed refund may be asked for again under its id. */
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly settlesAt: number;
  readonly outcome: 'SUCCESS' | 'FAILED';
};

/** A prepaid order as the provider keeps it. */
export type SandboxOrder = SandboxRecord & {
  readonly paymentId: string;
  readonly channel: Channel;
  readonly amountFen: number;
  readonly description: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly state: 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'PAYERROR';
  readonly transactionId: string;
  readonly refunds: readonly SandboxRefund[];
};

export const isOrder = (record: SandboxRecord | undefined): record is SandboxOrder =>
  record !== undefined &&
  channels.some((channel) => channel === record.channel) &&
  typeof record.paymentId === 'string' &&
  Array.isArray(record.refunds) &&
  record.refunds.every(isObject);

type Step<Refusal> = Result<SandboxOrder, Refusal>;
const stepped = (order: SandboxOrder, patch: Partial<SandboxOrder>): SandboxOrder => ({
  ...order,
  ...patch,
  revision: order.revision + 1,
});

export type PayRefused = 'NOT_FOUND' | 'ALREADY_PAID' | 'CLOSED' | 'EXPIRED' | 'FAILED';

/** The family pays at the cashier. Money is taken once. */
export const payOrder = (order: SandboxOrder, now: Date, behaviour: SandboxBehaviour): Step<PayRefused> => {
  if (order.state === 'SUCCESS') return err('ALREADY_PAID');
  if (order.state === 'PAYERROR') return err('FAILED');
  // Closed before it arrived: there is nothing to pay.
  if (order.amountFen === 0) return err('CLOSED');
  if (!behaviour.paysWhenClosed) {
    if (order.state === 'CLOSED') return err('CLOSED');
    if (now.getTime() >= order.expiresAt) return err('EXPIRED');
  }
  return ok(stepped(order, { state: 'SUCCESS' }));
};

/** The family's bank refuses, or the family gives up. */
export const failOrder = (order: SandboxOrder): Step<PayRefused> =>
  order.state === 'NOTPAY'
    ? ok(stepped(order, { state: 'PAYERROR' }))
    : err(order.state === 'SUCCESS' ? 'ALREADY_PAID' : order.state === 'CLOSED' ? 'CLOSED' : 'FAILED');

/** The merchant takes the order back; a paid one stays paid. */
export const closeOrder = (order: SandboxOrder): Step<'ORDER_PAID' | 'CLOSED_BEFORE'> => {
  if (order.state === 'SUCCESS') return err('ORDER_PAID');
  return order.state === 'NOTPAY' ? ok(stepped(order, { state: 'CLOSED' })) : err('CLOSED_BEFORE');
};

export type RefundRefused = 'NOT_PAID' | 'NOT_ENOUGH' | 'REFUND_ID_REUSED' | 'ASKED_BEFORE';

const keepsMoney = (refund: SandboxRefund, now: Date): boolean =>
  refund.outcome === 'FAILED' && refund.settlesAt <= now.getTime();

/** Σ refunds ≤ paid; the same id asked again changes nothing unless its last try has failed. */
export const refundOrder = (
  order: SandboxOrder,
  asked: { readonly refundId: string; readonly amountFen: number },
  now: Date,
  behaviour: SandboxBehaviour,
): Step<RefundRefused> => {
  if (order.state !== 'SUCCESS') return err('NOT_PAID');
  const before = order.refunds.find(({ refundId }) => refundId === asked.refundId);
  if (before !== undefined && before.amountFen !== asked.amountFen) return err('REFUND_ID_REUSED');
  if (before !== undefined && !keepsMoney(before, now)) return err('ASKED_BEFORE');
  const goneFen = order.refunds.reduce((sum, one) => (keepsMoney(one, now) ? sum : sum + one.amountFen), 0);
  if (goneFen + asked.amountFen > order.amountFen) return err('NOT_ENOUGH');
  const refund: SandboxRefund = {
    ...asked,
    attempt: (before?.attempt ?? 0) + 1,
    settlesAt: now.getTime() + behaviour.refundTakesMs,
    outcome: behaviour.refund === 'fail' ? 'FAILED' : 'SUCCESS',
  };
  return ok(stepped(order, { refunds: [...order.refunds.filter((one) => one !== before), refund] }));
};

export const refundState = (refund: SandboxRefund, now: Date): 'SUCCESS' | 'PROCESSING' | 'FAILED' =>
  now.getTime() < refund.settlesAt ? 'PROCESSING' : refund.outcome;
