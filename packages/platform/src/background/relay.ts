import type { JobQueue, OutboxRelaySource } from '@banzhen/domain/messaging';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { Log } from '../log.js';
import { type Loop, startLoop } from './loop.js';

const BATCH = 100;
const CLAIM_MS = 30_000;
const NEWS_MS = 500;
/** With the pause between two sweeps, whatever a queue has lost is on its way again within a minute. */
const UNACKNOWLEDGED_MS = 40_000;
const SWEEP_EVERY_MS = 10_000;

type Deps = {
  readonly source: OutboxRelaySource;
  readonly queue: JobQueue;
  readonly clock: Clock;
  readonly log: Log;
};

/** Carries outbox rows to the queue: claimed with skip-locked, marked when published (JB1). */
export const startRelay = ({ source, queue, clock, log }: Deps): Loop =>
  startLoop(
    'relay',
    log,
    async (signal) => {
      const now = clock.now();
      const messages = await source.claim(BATCH, now, new Date(now.getTime() + CLAIM_MS));
      if (messages.length === 0) {
        await source.waitForNews(NEWS_MS, signal);
        return 'busy';
      }
      await queue.publish(messages);
      await source.markPublished(
        messages.map(({ id }) => id),
        clock.now(),
      );
      return 'busy';
    },
    NEWS_MS,
  );

/** Publishes again what nobody has acknowledged for a while: the queue may have lost it (JB3). */
export const startSweeper = ({ source, clock, log }: Deps): Loop =>
  startLoop(
    'sweeper',
    log,
    async () => {
      const count = await source.republishUnacknowledged(new Date(clock.now().getTime() - UNACKNOWLEDGED_MS));
      if (count > 0) log.info('outbox.republished', { count });
      return 'idle';
    },
    SWEEP_EVERY_MS,
  );
