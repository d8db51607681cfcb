import type { Clock } from '@banzhen/domain/shared/clock';
import { forgeNotice, writeNotice } from './notice-writing.js';
import type { SandboxBehaviour } from './sandbox-behaviour.js';
import type { SandboxKeys } from './sandbox-keys.js';
import { isOrder, refundState, type SandboxOrder } from './sandbox-order.js';
import type { SandboxRecord, SandboxStore } from './sandbox-store.js';
import { orderKey, type WireNotice } from './wire.js';
import { type PaymentWords, paymentWords, type RefundWords, refundWords } from './wire-words.js';

/** Written before the fact it tells of, so that a crash between the two loses no notice. */
type StoredNotice = SandboxRecord & {
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

const SECOND = 1000;
/** Pauses after a delivery that was not accepted, as WeChat Pay documents them; then it gives up. */
const pausesMs = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600,
].map((seconds) => seconds * SECOND);
/** A notice whose fact has not followed by then belongs to an act that crashed. */
const ORPHAN_AFTER_MS = 60 * SECOND;
const DELIVERY_LIMIT_MS = 10 * SECOND;
const PAYMENTS_AT_ONCE = 32;
const PREFIX = 'notice/';

const isNotice = (record: SandboxRecord): record is StoredNotice =>
  typeof record.eventId === 'string' &&
  typeof record.paymentId === 'string' &&
  typeof record.dueAt === 'number';

type Dependencies = {
  readonly store: SandboxStore;
  readonly clock: Clock;
  readonly merchantId: string;
  readonly keys: SandboxKeys;
  /** Hands a notice to the merchant and answers the HTTP status; 2xx means accepted. */
  readonly deliver: (notice: WireNotice) => Promise<number>;
  readonly behaviourOf: (paymentId: string) => Promise<SandboxBehaviour>;
};

const statusWithin = (limitMs: number, delivery: Promise<number>): Promise<number> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<number>((resolve) => {
    timer = setTimeout(() => resolve(504), limitMs);
  });
  return Promise.race([delivery.catch(() => 502), late]).finally(() => clearTimeout(timer));
};

/** What the notice says now, or undefined while its fact is not there. */
const wordsOf = (
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

/** Oldest first, a payment before its refunds; the notices of a payment that wants it change places, newest first. */
const inOrder = (due: readonly StoredNotice[], newestFirst: boolean): readonly StoredNotice[] => {
  const rank = ({ refundId }: StoredNotice) => (refundId === undefined ? 0 : 1);
  const sorted = [...due].sort((one, two) => one.createdAt - two.createdAt || rank(one) - rank(two));
  return newestFirst ? sorted.reverse() : sorted;
};

/** Delivers each notice at least once, again after growing pauses until it is accepted. */
export const noticeDelivery = ({ store, clock, merchantId, keys, deliver, behaviourOf }: Dependencies) => {
  const handOver = async (
    notice: StoredNotice,
    words: PaymentWords | RefundWords,
    behaviour: SandboxBehaviour,
  ) => {
    const now = clock.now();
    if (notice.deliveries < behaviour.noticesLost) return false;
    if (behaviour.forge !== 'nothing' && notice.deliveries === 0)
      await statusWithin(
        DELIVERY_LIMIT_MS,
        deliver(forgeNotice(behaviour.forge, notice.eventId, words, keys, now)),
      );
    const status = await statusWithin(
      DELIVERY_LIMIT_MS,
      deliver(writeNotice(notice.eventId, words, keys, now)),
    );
    return status >= 200 && status < 300;
  };

  const deliverOne = async (notice: StoredNotice): Promise<number> => {
    const key = `${PREFIX}${notice.eventId}`;
    const now = clock.now();
    const order = await store.get(orderKey(notice.paymentId));
    const words = isOrder(order) ? wordsOf(notice, order, merchantId, now) : undefined;
    if (words === undefined) {
      if (now.getTime() - notice.createdAt > ORPHAN_AFTER_MS) await store.remove(key);
      return 0;
    }
    const pauseMs = pausesMs[notice.deliveries] ?? 0;
    const claimed = {
      ...notice,
      revision: notice.revision + 1,
      deliveries: notice.deliveries + 1,
      dueAt: now.getTime() + pauseMs,
    };
    if (!(await store.put(key, claimed))) return 0;
    const accepted = await handOver(notice, words, await behaviourOf(notice.paymentId));
    const again = {
      ...claimed,
      revision: claimed.revision + 1,
      repeatsLeft: notice.repeatsLeft - 1,
      dueAt: now.getTime(),
    };
    if (accepted && notice.repeatsLeft > 0) await store.put(key, again);
    else if (accepted || pauseMs === 0) await store.remove(key);
    return 1;
  };

  const deliverOf = async (paymentId: string, due: readonly StoredNotice[]): Promise<number> => {
    const { newestFirst } = await behaviourOf(paymentId);
    let delivered = 0;
    for (const notice of inOrder(due, newestFirst)) delivered += await deliverOne(notice);
    return delivered;
  };

  const deliverOnce = async (): Promise<number> => {
    const now = clock.now().getTime();
    const due = (await store.list(PREFIX)).flatMap(({ record }) =>
      isNotice(record) && record.dueAt <= now ? [record] : [],
    );
    const paymentIds = [...new Set(due.map(({ paymentId }) => paymentId))].slice(0, PAYMENTS_AT_ONCE);
    const counts = await Promise.all(
      paymentIds.map((id) =>
        deliverOf(
          id,
          due.filter(({ paymentId }) => paymentId === id),
        ),
      ),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  };

  return {
    /** Keeps a notice for later; repeated for the same event it changes nothing. */
    async announce(
      event: Pick<StoredNotice, 'eventId' | 'paymentId' | 'tradeState' | 'refundId' | 'attempt'>,
      factAt: number,
    ): Promise<void> {
      const { noticeDelayMs, noticeRepeats } = await behaviourOf(event.paymentId);
      await store.put(`${PREFIX}${event.eventId}`, {
        ...event,
        revision: 1,
        createdAt: factAt,
        dueAt: factAt + noticeDelayMs,
        deliveries: 0,
        repeatsLeft: noticeRepeats,
      });
    },
    /** Delivers all that is due now, repeats included; answers how many deliveries were begun. */
    async deliverDue(): Promise<number> {
      let total = 0;
      for (;;) {
        const delivered = await deliverOnce();
        if (delivered === 0) return total;
        total += delivered;
      }
    },
  };
};
