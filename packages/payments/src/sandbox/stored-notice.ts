import { refundState, type SandboxOrder } from './sandbox-order.js';
import type { SandboxRecord } from './sandbox-store.js';
import { type PaymentWords, paymentWords, type RefundWords, refundWords } from './wire-words.js';

/** A notice that is still owed. It is kept before the fact it tells of, so that a crash between the two loses none. */
export type StoredNotice = SandboxRecord & {
  readonly eventId: string;
  readonly paymentId: string;
  /** Of a payment: the state it tells of. */
  readonly tradeState?: SandboxOrder['state'];
  /** Of a refund: which one, and which try. */
  readonly refundId?: string;
  readonly attempt?: number;
  readonly createdAt: number;
  readonly dueAt: number;
  /** Deliveries begun. */
  readonly deliveries: number;
  readonly repeatsLeft: number;
};

export const NOTICE_PREFIX = 'notice/';

export const isNotice = (record: SandboxRecord): record is StoredNotice =>
  typeof record.eventId === 'string' &&
  typeof record.paymentId === 'string' &&
  typeof record.dueAt === 'number';

/** What the notice says now, or undefined while its fact is not there. */
export const wordsOf = (
  notice: StoredNotice,
  order: SandboxOrder,
  merchantId: string,
  now: Date,
): PaymentWords | RefundWords | undefined => {
  if (notice.refundId === undefined)
    return order.state === notice.tradeState ? paymentWords(merchantId, order) : undefined;
  const refund = order.refunds.find(({ refundId }) => refundId === notice.refundId);
  if (refund === undefined || refund.attempt !== notice.attempt) return undefined;
  return refundState(refund, now) === 'PROCESSING' ? undefined : refundWords(merchantId, order, refund, now);
};

/** Oldest first, a payment before its refunds; or the other way round. */
export const inOrder = (due: readonly StoredNotice[], newestFirst: boolean): readonly StoredNotice[] => {
  const rank = ({ refundId }: StoredNotice) => (refundId === undefined ? 0 : 1);
  const sorted = [...due].sort((one, two) => one.createdAt - two.createdAt || rank(one) - rank(two));
  return newestFirst ? sorted.reverse() : sorted;
};
