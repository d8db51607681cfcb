import type { OrderId, PaymentId, RefundId } from '../shared/ids.js';
import { type Money, smaller, subtractMoney, zeroFen } from '../shared/money.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Payment } from './payment.js';

export type RefundReason =
  | 'cancelled'
  | 'late'
  | 'duplicate'
  | 'no-show'
  | 'unmatched'
  | 'rescheduled'
  | 'early-end';

/** Money going back (R1–R5). Its id is `out_refund_no`, reused on every retry, so that a retry can never pay twice. */
export type Refund = {
  readonly id: RefundId;
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly amountFen: Money;
  readonly reason: RefundReason;
  readonly status: 'APPROVED' | 'SUBMITTED' | 'SUCCEEDED' | 'FAILED' | 'MANUAL';
  readonly attempts: number;
  /** When it is to be sent or asked after next. */
  readonly nextTryAt: Date;
  readonly createdAt: Date;
  readonly version: number;
};

export type RefundNotLive = { readonly type: 'RefundNotLive'; readonly status: Refund['status'] };

const stepped = (refund: Refund, patch: Partial<Refund>): Refund => ({
  ...refund,
  ...patch,
  version: refund.version + 1,
});

/** R1 and R2 in one: a refund whose amount the policy decided is approved by the system. */
export const requestPolicyRefund = (
  input: Omit<Refund, 'status' | 'attempts' | 'version' | 'nextTryAt'>,
): Refund => ({
  ...input,
  status: 'APPROVED',
  attempts: 0,
  nextTryAt: input.createdAt,
  version: 1,
});

/** R1 to R4 in one: money of a partner's account goes back to that account with the act that gives it back. */
export const refundOnAccount = (input: Parameters<typeof requestPolicyRefund>[0]): Refund => ({
  ...requestPolicyRefund(input),
  status: 'SUCCEEDED',
});

const LONGEST_PAUSE_MINUTES = 60;

/** R3, R5: handed to the provider; asked after with growing pauses until it answers. */
export const submitRefund = (refund: Refund, now: Date): Result<Refund, RefundNotLive> => {
  if (refund.status === 'SUCCEEDED' || refund.status === 'MANUAL')
    return err({ type: 'RefundNotLive', status: refund.status });
  const pause = Math.min(LONGEST_PAUSE_MINUTES, 2 ** Math.min(refund.attempts, 10) / 6);
  const nextTryAt = new Date(now.getTime() + pause * 60_000);
  return ok(stepped(refund, { status: 'SUBMITTED', attempts: refund.attempts + 1, nextTryAt }));
};

/** R4. */
export const succeedRefund = (refund: Refund): Result<Refund, RefundNotLive> =>
  refund.status === 'SUCCEEDED' || refund.status === 'MANUAL'
    ? err({ type: 'RefundNotLive', status: refund.status })
    : ok(stepped(refund, { status: 'SUCCEEDED' }));

/** R4: refused by the provider; a retry follows (R5), never an undo. */
export const failRefund = (refund: Refund): Result<Refund, RefundNotLive> =>
  refund.status === 'SUBMITTED'
    ? ok(stepped(refund, { status: 'FAILED' }))
    : err({ type: 'RefundNotLive', status: refund.status });

/** Over which payments a refund is spread: the newest first, none above what it still has. Throws when it does not fit. */
export const allocateRefund = (
  payments: readonly Payment[],
  amountFen: Money,
): readonly { readonly payment: Payment; readonly amountFen: Money }[] => {
  const newestFirst = payments
    .filter(({ status, use }) => status === 'SUCCEEDED' && use === 'taken')
    .sort((left, right) => right.createdAt.getTime() - left.createdAt.getTime());
  let left = amountFen;
  const parts = newestFirst.map((payment) => {
    const part = smaller(left, subtractMoney(payment.amountFen, payment.refundReservedFen));
    left = subtractMoney(left, part);
    return { payment, amountFen: part };
  });
  if (left > zeroFen) throw new Error(`a refund of ${amountFen} fen exceeds what was captured`);
  return parts.filter((part) => part.amountFen > 0);
};
