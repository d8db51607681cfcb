import type { Clock } from '@banzhen/domain/shared/clock';
import { handingOver } from './hand-over.js';
import type { SandboxBehaviour } from './sandbox-behaviour.js';
import type { SandboxKeys } from './sandbox-keys.js';
import { isOrder } from './sandbox-order.js';
import type { SandboxStore } from './sandbox-store.js';
import { inOrder, isNotice, NOTICE_PREFIX, type StoredNotice, wordsOf } from './stored-notice.js';
import { orderKey, type WireNotice } from './wire.js';

const SECOND = 1000;
/** Pauses after a delivery that was not accepted, as WeChat Pay documents them; then it gives up. */
const pausesMs = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600,
].map((seconds) => seconds * SECOND);
/** A notice whose fact has not followed by then belongs to an act that crashed. */
const ORPHAN_AFTER_MS = 60 * SECOND;
const PAYMENTS_AT_ONCE = 32;

type Dependencies = {
  readonly store: SandboxStore;
  readonly clock: Clock;
  readonly merchantId: string;
  readonly keys: SandboxKeys;
  /** Hands a notice to the merchant and answers the HTTP status; 2xx means accepted. */
  readonly deliver: (notice: WireNotice) => Promise<number>;
  readonly behaviourOf: (paymentId: string) => Promise<SandboxBehaviour>;
};

/** Keeps a notice for later; repeated for the same event it changes nothing. */
export const announcing =
  ({ store, behaviourOf }: Pick<Dependencies, 'store' | 'behaviourOf'>) =>
  async (
    event: Pick<StoredNotice, 'eventId' | 'paymentId' | 'tradeState' | 'refundId' | 'attempt'>,
    factAt: number,
  ): Promise<void> => {
    const { noticeDelayMs, noticeRepeats } = await behaviourOf(event.paymentId);
    await store.put(`${NOTICE_PREFIX}${event.eventId}`, {
      ...event,
      revision: 1,
      createdAt: factAt,
      dueAt: factAt + noticeDelayMs,
      deliveries: 0,
      repeatsLeft: noticeRepeats,
    });
  };

/** Delivers one notice unless another process has just taken it, or its fact is not there; answers whether it did. */
const deliveringOne = ({ store, clock, merchantId, keys, deliver, behaviourOf }: Dependencies) => {
  const handOver = handingOver(clock, keys, deliver);
  return async (notice: StoredNotice): Promise<boolean> => {
    const key = `${NOTICE_PREFIX}${notice.eventId}`;
    const now = clock.now();
    const order = await store.get(orderKey(notice.paymentId));
    const words = isOrder(order) ? wordsOf(notice, order, merchantId, now) : undefined;
    if (words === undefined) {
      if (now.getTime() - notice.createdAt > ORPHAN_AFTER_MS) await store.remove(key);
      return false;
    }
    const pauseMs = pausesMs[notice.deliveries];
    const [revision, deliveries] = [notice.revision + 1, notice.deliveries + 1];
    const claimed = { ...notice, revision, deliveries, dueAt: now.getTime() + (pauseMs ?? 0) };
    if (!(await store.put(key, claimed))) return false;
    const accepted = await handOver(notice, words, await behaviourOf(notice.paymentId));
    const repeatsLeft = notice.repeatsLeft - 1;
    if (accepted && repeatsLeft >= 0)
      await store.put(key, { ...claimed, revision: revision + 1, repeatsLeft, dueAt: now.getTime() });
    else if (accepted || pauseMs === undefined) await store.remove(key);
    return true;
  };
};

/** Delivers all notices that are due, repeats included, each at least once; answers how many deliveries were begun. */
export const deliveringDue = (dependencies: Dependencies) => {
  const { store, clock, behaviourOf } = dependencies;
  const deliverOne = deliveringOne(dependencies);
  /** In order within a payment. */
  const deliverOf = async (paymentId: string, due: readonly StoredNotice[]): Promise<number> => {
    const { newestFirst } = await behaviourOf(paymentId);
    let delivered = 0;
    const own = due.filter((notice) => notice.paymentId === paymentId);
    for (const notice of inOrder(own, newestFirst)) if (await deliverOne(notice)) delivered += 1;
    return delivered;
  };
  const deliverRound = async (): Promise<number> => {
    const now = clock.now().getTime();
    const records = (await store.list(NOTICE_PREFIX)).map(({ record }) => record);
    const due = records.filter(isNotice).filter(({ dueAt }) => dueAt <= now);
    const paymentIds = [...new Set(due.map(({ paymentId }) => paymentId))];
    let delivered = 0;
    for (let start = 0; start < paymentIds.length; start += PAYMENTS_AT_ONCE) {
      const some = paymentIds.slice(start, start + PAYMENTS_AT_ONCE);
      const counts = await Promise.all(some.map((id) => deliverOf(id, due)));
      delivered += counts.reduce((sum, count) => sum + count, 0);
    }
    return delivered;
  };
  return async (): Promise<number> => {
    let total = 0;
    for (;;) {
      const delivered = await deliverRound();
      if (delivered === 0) return total;
      total += delivered;
    }
  };
};
