import type { Bundles, DueBundles } from '@banzhen/domain/bundles';
import { type Clock, minutesAfter } from '@banzhen/domain/shared/clock';
import type { BundleId } from '@banzhen/domain/shared/ids';
import { type Log, wordOf } from '../log.js';
import { type Loop, type News, startLoop } from './loop.js';

const BATCH = 50;
const REST_MS = 500;
const RETRY_MINUTES = 1;

type Deps = {
  readonly dueBundles: DueBundles;
  readonly bundles: Pick<Bundles, 'keepBundle'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly news: News | undefined;
};

/**
 * Keeps seats and orders together or releases them together (N1), and catches up after a standstill. A bundle that is refused
 * or fails, such as while a payment provider is away, rests for a while in this process and holds up no other.
 */
export const startBundles = ({ dueBundles, bundles, clock, log, news }: Deps): Loop => {
  const resting = new Map<BundleId, Date>();
  const restFrom = (bundleId: BundleId, now: Date) => resting.set(bundleId, minutesAfter(now, RETRY_MINUTES));
  const keepOne = async (bundleId: BundleId, now: Date): Promise<void> => {
    try {
      const kept = await bundles.keepBundle(bundleId);
      if (kept.ok || kept.error.type === 'StaleVersion') return;
      log.info('bundle.postponed', { bundleId, refusal: wordOf(kept.error.type) });
      restFrom(bundleId, now);
    } catch (cause) {
      log.error('bundle.failed', { bundleId, cause });
      restFrom(bundleId, now);
    }
  };
  return startLoop(
    'bundles',
    log,
    async () => {
      const now = clock.now();
      for (const [bundleId, until] of resting) if (until <= now) resting.delete(bundleId);
      const due = await dueBundles.due(now, BATCH + resting.size);
      const found = due.filter((bundleId) => !resting.has(bundleId));
      for (const bundleId of found) await keepOne(bundleId, now);
      return found.length >= BATCH ? 'busy' : 'idle';
    },
    REST_MS,
    news,
  );
};
