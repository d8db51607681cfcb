import { MINUTE_MS } from '@banzhen/domain/shared/clock';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import type { SandboxRecord, SandboxStore } from '@banzhen/payments';

const KEY = 'demo-orders';
/** After so long a process that has not finished is taken for dead. */
const LONGEST_WORK_MS = 2 * MINUTE_MS;

/** The demo orders, in the hands of one process at a time. */
export type DemoMemory = {
  readonly orderIds: readonly OrderId[];
  /** Remembers these instead, and lets the next process at them. */
  release(orderIds: readonly OrderId[]): Promise<void>;
};

const orderIdsIn = (record: SandboxRecord | undefined): readonly OrderId[] =>
  Array.isArray(record?.orderIds) ? record.orderIds.map((id) => idFrom<OrderId>(String(id))) : [];

/** Takes the demo orders into hand; undefined while another process has them. */
export const takeDemoMemory = async (store: SandboxStore, now: Date): Promise<DemoMemory | undefined> => {
  const record = await store.get(KEY);
  const isBusy = typeof record?.busyUntil === 'number' && record.busyUntil > now.getTime();
  if (isBusy) return undefined;
  const orderIds = orderIdsIn(record);
  const revision = (record?.revision ?? 0) + 1;
  const isOurs = await store.put(KEY, { revision, orderIds, busyUntil: now.getTime() + LONGEST_WORK_MS });
  if (!isOurs) return undefined;
  return {
    orderIds,
    async release(remembered) {
      await store.put(KEY, { revision: revision + 1, orderIds: remembered });
    },
  };
};
