import type { ArmedTimer, DueTimers } from '@banzhen/domain/orders';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { Visits } from '@banzhen/domain/visits';
import { type Log, wordOf } from '../log.js';
import { type Loop, type News, startLoop } from './loop.js';

const BATCH = 32;
const REST_MS = 250;
const RETRY_MS = 15_000;
/** Whoever is busy now is seldom free in a quarter of a minute. */
const SEARCH_AGAIN_MS = 5 * 60_000;

type Deps = {
  readonly due: DueTimers;
  readonly visits: Visits;
  readonly clock: Clock;
  readonly log: Log;
  readonly news: News | undefined;
};

/** Fires one timer; a refusal or a failure puts it off, because time or a colleague may cure it. */
const fireOne = async ({ due, visits, clock, log }: Deps, timer: ArmedTimer): Promise<void> => {
  const retryIn = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds);
  try {
    const fired = await visits.fireTimer(timer);
    if (fired.ok) return;
    log.info('timer.postponed', {
      kind: timer.kind,
      orderId: timer.orderId,
      refusal: wordOf(fired.error.type),
    });
    const pause = fired.error.type === 'NobodyEligible' ? SEARCH_AGAIN_MS : RETRY_MS;
    await due.postpone(timer.id, retryIn(pause), fired.error.type);
  } catch (cause) {
    log.error('timer.failed', { kind: timer.kind, orderId: timer.orderId, cause });
    await due.postpone(timer.id, retryIn(RETRY_MS), cause instanceof Error ? cause.name : 'unknown');
  }
};

/** Fires due timers, the earliest first; those of one order one after the other, orders side by side. */
export const startTimers = (deps: Deps): Loop =>
  startLoop(
    'timers',
    deps.log,
    async () => {
      const timers = await deps.due.due(deps.clock.now(), BATCH);
      const byOrder = new Map<string, ArmedTimer[]>();
      for (const timer of timers) byOrder.set(timer.orderId, [...(byOrder.get(timer.orderId) ?? []), timer]);
      await Promise.all(
        [...byOrder.values()].map(async (ofOrder) => {
          for (const timer of ofOrder) await fireOne(deps, timer);
        }),
      );
      return timers.length === BATCH ? 'busy' : 'idle';
    },
    REST_MS,
    deps.news,
  );
