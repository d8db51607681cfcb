import type { OrderId, PaymentId } from '../shared/ids.js';
import { type Money, zeroFen } from '../shared/money.js';
import { err, ok, type Result } from '../shared/result.js';

export const channels = ['wechat', 'alipay', 'unionpay'] as const;
/** How the family pays (B16). */
export type Channel = (typeof channels)[number];

/** Where the money of a payment came from: a provider, or the account of the partner that booked. */
export type PaymentSource = Channel | 'account';

/** One attempt to pay (P1–P4). Its id is the merchant's number at the provider, and so the idempotency key. */
export type Payment = {
  readonly id: PaymentId;
  readonly orderId: OrderId;
  readonly channel: PaymentSource;
  readonly amountFen: Money;
  readonly status: 'CREATED' | 'PENDING' | 'SUCCEEDED' | 'CLOSED' | 'FAILED';
  /** Where the family pays, once the provider has answered (P2). */
  readonly payUrl?: string;
  readonly providerRef?: string;
  /** What the order made of the success: taken, or to go back in full (O2, O2x). */
  readonly use?: 'taken' | 'late' | 'duplicate';
  /** Part of the captured amount that is going or has gone back; never above the amount (PAY8). */
  readonly refundReservedFen: Money;
  readonly createdAt: Date;
  readonly version: number;
};

/** A payment that a provider was asked for. */
export type ProviderPayment = Payment & { readonly channel: Channel };

export const isOfProvider = (payment: Payment): payment is ProviderPayment => payment.channel !== 'account';

/** What a partner owes for from this moment on: made and taken in one step, and no provider hears of it. */
export const paymentOnAccount = (
  made: Pick<Payment, 'id' | 'orderId' | 'amountFen' | 'createdAt'>,
): Payment => ({
  ...made,
  channel: 'account',
  status: 'SUCCEEDED',
  use: 'taken',
  refundReservedFen: zeroFen,
  version: 1,
});

export type PaymentNotLive = { readonly type: 'PaymentNotLive'; readonly status: Payment['status'] };

const stepped = (payment: Payment, patch: Partial<Payment>): Payment => ({
  ...payment,
  ...patch,
  version: payment.version + 1,
});

const isLive = (payment: Payment): boolean => payment.status === 'CREATED' || payment.status === 'PENDING';

/** P2: the provider has opened the payment. */
export const openPayment = (payment: Payment, payUrl: string): Result<Payment, PaymentNotLive> =>
  payment.status === 'CREATED'
    ? ok(stepped(payment, { status: 'PENDING', payUrl }))
    : err({ type: 'PaymentNotLive', status: payment.status });

/**
 * P3: the provider says it succeeded. A success is a fact whatever we thought before, so even a closed attempt takes it;
 * only a repeated one is refused.
 */
export const succeedPayment = (
  payment: Payment,
  providerRef: string,
  use: NonNullable<Payment['use']>,
): Result<Payment, PaymentNotLive> =>
  payment.status === 'SUCCEEDED'
    ? err({ type: 'PaymentNotLive', status: payment.status })
    : ok(stepped(payment, { status: 'SUCCEEDED', providerRef, use }));

/** P4: closed by us with the provider's word, or failed there. */
export const endPayment = (payment: Payment, status: 'CLOSED' | 'FAILED'): Result<Payment, PaymentNotLive> =>
  isLive(payment)
    ? ok(stepped(payment, { status }))
    : err({ type: 'PaymentNotLive', status: payment.status });
