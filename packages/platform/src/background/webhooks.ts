import type { Clock } from '@banzhen/domain/shared/clock';
import type { ClaimedDelivery, Deliver, WebhookQueue } from '@banzhen/domain/webhooks';
import type { Log } from '../log.js';
import { type Loop, type News, startLoop } from './loop.js';
import { startPlaces } from './places.js';

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

/** Makes the attempts that are due, as many at once as there are places. */
const startDeliveries = (work: WebhookWork): Loop => {
  const { queue, deliver, clock, log, news, places = PLACES, placesOfEach = PLACES_OF_EACH } = work;
  return startPlaces<ClaimedDelivery>({
    name: 'webhooks.deliveries',
    log,
    news,
    places,
    claim: (limit) => {
      const now = clock.now();
      const until = new Date(now.getTime() + LEASE_MS);
      return queue.claim({ now, until, limit, perEndpoint: placesOfEach });
    },
    async work(claimed) {
      const { delivery, endpoint } = claimed;
      try {
        const delivered = await deliver(claimed);
        if (delivered.kind === 'settled' && delivered.disabled)
          log.error('webhook.disabled', { endpointId: endpoint.id, why: delivered.disabled });
      } catch (cause) {
        log.error('webhook.failed', { deliveryId: delivery.id, cause });
      }
    },
  });
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
