import type { Memberships } from '@banzhen/domain/membership';
import type { Deliveries, JobQueue, LiveFeed, Message } from '@banzhen/domain/messaging';
import type { OrderEventType } from '@banzhen/domain/orders';
import type { Clock } from '@banzhen/domain/shared/clock';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { type Log, wordOf } from '../log.js';

type Deps = {
  readonly queue: JobQueue;
  readonly deliveries: Deliveries;
  readonly live: LiveFeed;
  readonly memberships: Pick<Memberships, 'creditOrder'>;
  readonly clock: Clock;
  readonly log: Log;
};

const delivery = { concurrency: 8, attempts: 6, firstPauseMs: 500, deadlineMs: 10_000 };

/** After these an order may be worth other points or growth than before. */
const crediting: readonly OrderEventType[] = ['OrderFinished', 'OrderCancelled', 'RefundRequested'];

const credit = async ({ memberships }: Pick<Deps, 'memberships'>, message: Message): Promise<void> => {
  const isCrediting = (crediting as readonly string[]).includes(message.type);
  if (message.topic === 'order' && isCrediting)
    await memberships.creditOrder({ orderId: idFrom<OrderId>(message.aggregateId) });
};

/** Tells live screens of each message, credits orders, and acknowledges it; what keeps failing is buried for an operator (JB4). */
export const startConsumer = ({
  queue,
  deliveries,
  live,
  memberships,
  clock,
  log,
}: Deps): Promise<{ close(): Promise<void> }> =>
  queue.consume(
    async (message) => {
      await live.publish(message);
      await credit({ memberships }, message);
      await deliveries.acknowledge(message.id, clock.now());
    },
    {
      ...delivery,
      onDead: async (message, cause) => {
        log.error('message.buried', {
          messageId: wordOf(message.id),
          type: wordOf(message.type),
          cause,
        });
        await deliveries.bury(message.id, cause instanceof Error ? cause.name : 'unknown', clock.now());
      },
    },
  );
