import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { ClaimedDelivery, Deliver, WebhookQueue } from '@banzhen/domain/webhooks';
import type { Log } from '../log.js';
import { type Loop, type News, startLoop } from './loop.js';

const REST_MS = 500;
const ENDPOINTS = 200;
const EVENTS = 200;
/** Attempts that one process makes at once. */
const PLACES = 32;
/** Of these those to one endpoint, in all processes together: whoever hangs holds no more (JB10). */
const PLACES_OF_EACH = 4;
/** Longer than an attempt may take, so that only what nobody keeps any more is made again. */
const LEASE_MS = 30_000;

export type WebhookWork = {
  readonly queue: WebhookQueue;
  readonly deliver: Deliver;
  /** By which attempts are due. */
  readonly clock: Clock;
  /** By which keys live. */
  readonly machineClock: Clock;
  readonly log: Log;
  readonly news: News | undefined;
  readonly places?: number;
  readonly placesOfEach?: number;
};

/** Hands the events of the feed out as deliveries, an endpoint at a time (5.9). */
const startFanOut = ({ queue, clock, machineClock, log, news }: WebhookWork): Loop =>
  startLoop(
    'webhooks.fan-out',
    log,
    async (signal) => {
      const behind = await queue.behind(machineClock.now(), ENDPOINTS);
      let isMore = false;
      for (const id of behind) {
        if (signal.aborted) break;
        const made = await queue.fanOut(id, { now: machineClock.now(), dueAt: clock.now(), limit: EVENTS });
        isMore ||= made === EVENTS;
      }
      return isMore ? 'busy' : 'idle';
    },
    REST_MS,
    news,
  );

/** Ends with the first of them, or after a rest. */
const anyOf = async (running: ReadonlySet<Promise<void>>): Promise<void> => {
  const over = new AbortController();
  const resting = pause(REST_MS, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([...running, resting]);
  over.abort();
};

/** Makes the attempts that are due, as many at once as there are places; a place that is free takes the next. */
const startDeliveries = (work: WebhookWork): Loop => {
  const { queue, deliver, clock, log, news, places = PLACES, placesOfEach = PLACES_OF_EACH } = work;
  const running = new Set<Promise<void>>();
  const attempt = async (claimed: ClaimedDelivery): Promise<void> => {
    const { delivery, endpoint } = claimed;
    try {
      const delivered = await deliver(claimed);
      if (delivered.kind === 'settled' && delivered.disabled)
        log.error('webhook.disabled', { endpointId: endpoint.id, why: delivered.disabled });
    } catch (cause) {
      log.error('webhook.failed', { deliveryId: delivery.id, cause });
    }
  };
  const loop = startLoop(
    'webhooks.deliveries',
    log,
    async () => {
      const free = places - running.size;
      const now = clock.now();
      const until = new Date(now.getTime() + LEASE_MS);
      const claimed = await queue.claim({ now, until, limit: free, perEndpoint: placesOfEach });
      for (const one of claimed) {
        const begun: Promise<void> = attempt(one).finally(() => running.delete(begun));
        running.add(begun);
      }
      const begun = running.size;
      // Nothing more can be begun in a full house, nor at endpoints whose places are taken, before a place is free.
      if (begun > 0) await anyOf(running);
      return claimed.length > 0 || running.size < begun ? 'busy' : 'idle';
    },
    REST_MS,
    news,
  );
  return {
    async stop() {
      await loop.stop();
      await Promise.all(running);
    },
  };
};

/** Everything that brings events to the endpoints of partners. Any number of processes may run it at once. */
export const startWebhooks = (work: WebhookWork): Loop => {
  const loops = [startFanOut(work), startDeliveries(work)];
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
};
