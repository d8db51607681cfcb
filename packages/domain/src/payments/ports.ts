import type { OrderId, PaymentId, RefundId } from '../shared/ids.js';
import type { Money } from '../shared/money.js';
import type { Result } from '../shared/result.js';
import type { Channel, Payment } from './payment.js';
import type { Refund } from './refund.js';

export type StalePayment = { readonly type: 'StalePayment' };
/** Σ refunds would exceed what was captured (R1, PAY8). */
export type RefundExceedsCapture = { readonly type: 'RefundExceedsCapture' };

export interface PaymentStore {
  insert(payment: Payment): Promise<void>;
  /** Inside a transaction the row stays locked. */
  find(id: PaymentId): Promise<Payment | undefined>;
  ofOrder(orderId: OrderId): Promise<readonly Payment[]>;
  /** Succeeds only if the stored version is `payment.version - 1`. */
  update(payment: Payment): Promise<Result<void, StalePayment>>;
  /** Sets part of a captured payment aside, guarded in the statement and by CHECK. */
  reserveRefund(id: PaymentId, amountFen: Money): Promise<Result<void, RefundExceedsCapture>>;
  /** False when this notice of this provider was recorded before (PAY2). */
  recordNotice(channel: Channel, eventId: string, at: Date): Promise<boolean>;
}

export interface RefundStore {
  insert(refund: Refund): Promise<void>;
  find(id: RefundId): Promise<Refund | undefined>;
  ofOrder(orderId: OrderId): Promise<readonly Refund[]>;
  update(refund: Refund): Promise<Result<void, StalePayment>>;
}

/** Work that waits for a provider; reads outside any transaction. */
export interface PaymentWork {
  /** Attempts still CREATED or PENDING that were made before `before`: their callbacks may be lost (PAY11). */
  unansweredPayments(before: Date, limit: number): Promise<readonly Payment[]>;
  /** Refunds that are to be sent or asked after at `now`. */
  refundsDue(now: Date, limit: number): Promise<readonly Refund[]>;
}

export type ProviderUnavailable = { readonly type: 'ProviderUnavailable'; readonly channel: Channel };
/** The callback is not from the provider, or not for us: wrong signature, time, merchant or currency (PAY1, PAY6). */
export type CallbackForged = { readonly type: 'CallbackForged'; readonly why: string };
export type AlreadyPaid = { readonly type: 'AlreadyPaid' };

export type ProviderPaymentState =
  | { readonly state: 'SUCCESS'; readonly providerRef: string; readonly amountFen: Money }
  | { readonly state: 'NOT_PAID' | 'CLOSED' | 'FAILED' | 'UNKNOWN' };

export type ProviderRefundState = { readonly state: 'SUCCESS' | 'PROCESSING' | 'FAILED' | 'UNKNOWN' };

/** A provider's signed word, opened and checked. */
export type ProviderNotice =
  | {
      readonly kind: 'payment';
      readonly eventId: string;
      readonly paymentId: PaymentId;
      readonly payment: ProviderPaymentState;
    }
  | {
      readonly kind: 'refund';
      readonly eventId: string;
      readonly refundId: RefundId;
      readonly refund: ProviderRefundState;
    };

/** One payment provider. Never called inside a transaction (IN4). Every call may be repeated without harm. */
export interface PaymentProvider {
  readonly channel: Channel;
  prepay(request: {
    readonly paymentId: PaymentId;
    readonly amountFen: Money;
    readonly description: string;
    readonly expiresAt: Date;
  }): Promise<Result<{ readonly payUrl: string }, ProviderUnavailable>>;
  queryPayment(id: PaymentId): Promise<Result<ProviderPaymentState, ProviderUnavailable>>;
  /** After ok nobody can pay this attempt any more. */
  closePayment(id: PaymentId): Promise<Result<void, AlreadyPaid | ProviderUnavailable>>;
  refund(request: {
    readonly refundId: RefundId;
    readonly paymentId: PaymentId;
    readonly amountFen: Money;
    readonly totalFen: Money;
  }): Promise<Result<ProviderRefundState, ProviderUnavailable>>;
  queryRefund(id: RefundId): Promise<Result<ProviderRefundState, ProviderUnavailable>>;
  /** Verifies signature, time, merchant and currency over the raw bytes before it believes a word. */
  openCallback(
    headers: Readonly<Record<string, string | undefined>>,
    body: string,
  ): Promise<Result<ProviderNotice, CallbackForged>>;
}
