import type { Deliveries, JobQueue, LiveFeed } from '@banzhen/domain/messaging';
import type { Clock } from '@banzhen/domain/shared/clock';
import { type Log, wordOf } from '../log.js';

type Deps = {
  readonly queue: JobQueue;
  readonly deliveries: Deliveries;
  readonly live: LiveFeed;
  readonly clock: Clock;
  readonly log: Log;
};

const delivery = { concurrency: 8, attempts: 6, firstPauseMs: 500, deadlineMs: 10_000 };

/** Tells live screens of each message and acknowledges it; what keeps failing is buried for an operator (JB4). */
export const startConsumer = ({
  queue,
  deliveries,
  live,
  clock,
  log,
}: Deps): Promise<{ close(): Promise<void> }> =>
  queue.consume(
    async (message) => {
      await live.publish(message);
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
