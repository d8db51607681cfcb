import type { Stranded, StrandedOrders } from '@banzhen/domain/orders';
import { system } from '@banzhen/domain/shared/actor';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { Visits } from '@banzhen/domain/visits';
import { type Log, wordOf } from '../log.js';
import { type Loop, type News, startLoop } from './loop.js';

const BATCH = 50;
/** A family is told, and a search begins, a few seconds after somebody was taken off work. */
const REST_MS = 3_000;

/**
 * Takes escorts who are suspended, revoked or expired off the orders that they have accepted and not begun (O8), each in a transaction
 * of its own. It goes by what stands in the database, so it catches up after an outage, and any number of workers may try at once. Each
 * round goes through all of them: those that cannot be released keep no other from it.
 */
export const startStrandedOrders = ({
  strandedOrders,
  visits,
  clock,
  log,
  news,
}: {
  readonly strandedOrders: StrandedOrders;
  readonly visits: Pick<Visits, 'releaseEscort'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly news: News | undefined;
}): Loop =>
  startLoop(
    'stranded-orders',
    log,
    async (signal) => {
      const now = clock.now();
      for (let after: Stranded | undefined; !signal.aborted; ) {
        const page = await strandedOrders.due({ now, most: BATCH, ...(after ? { after } : {}) });
        for (const { orderId, escortId } of page)
          try {
            const done = await visits.releaseEscort(system, { orderId, escortId });
            if (!done.ok) log.info('stranded.kept', { orderId, refusal: wordOf(done.error.type) });
          } catch (cause) {
            log.error('stranded.failed', { orderId, cause });
          }
        after = page.at(-1);
        if (page.length < BATCH) break;
      }
      return 'idle';
    },
    REST_MS,
    news,
  );
