import { setTimeout as pause } from 'node:timers/promises';
import { makeDeliver, type WebhookSender } from '@banzhen/domain/webhooks';
import { type Log, standardSigner, startWebhooks, webhookSender } from '@banzhen/platform';
import { inParallel } from '../../in-parallel.js';
import { underWay } from '../../under-way.js';
import { faultsOf, openReceiver } from './receiver.js';
import type { Stage, Told } from './stage.js';

const RECEIVERS = 20;
const HANGING = 2;
const PLACES = 32;
const PLACES_OF_EACH = 4;
const PATIENCE_MS = 120_000;

const clock = { now: () => new Date() };
const quiet: Log = { info: () => undefined, error: () => undefined };

/**
 * Twenty receivers, of which two hang and one answers 500, and `each` events for every one. The others have everything once;
 * those that hang hold their places and no more. Without places of each endpoint, as the control, they hold them all.
 */
export async function besideHanging(stage: Stage, { each, isControl }: { each: number; isControl: boolean }) {
  const receivers = await Promise.all(
    Array.from({ length: RECEIVERS }, (_, no) =>
      openReceiver(no < HANGING ? 'hangs' : no === HANGING ? 'fails' : 'takes'),
    ),
  );
  const toHanging = new Map(receivers.slice(0, HANGING).map(({ url }) => [url, underWay()]));
  // An attempt at one that hangs ends sooner than it would, so that the run does.
  const own = webhookSender({ mayLoopBack: true });
  const sender: WebhookSender = {
    judge: own.judge,
    send(request) {
      const sent = own.send(request, isControl ? 400 : 4_000);
      return toHanging.get(request.url)?.during(sent) ?? sent;
    },
  };
  const told = await inParallel(receivers, 4, (receiver) => stage.tellTo(receiver));
  const events = new Map<Told, readonly string[]>();
  for (const one of told) events.set(one, await stage.happen(one, each));
  const { queue, unitOfWork } = stage;
  const deliver = makeDeliver({
    ...{ unitOfWork, sender, signer: standardSigner, clock, machineClock: clock, random: Math.random },
  });
  const healthy = told.slice(HANGING + 1);
  const missing = () => healthy.reduce((sum, { receiver }) => sum + each - receiver.arrived.size, 0);
  const held = () => [...toHanging.values()].reduce((sum, calls) => sum + calls.most(), 0);
  if (isControl)
    // What hangs is due first, as it is after any pause.
    for (const one of told)
      await queue.fanOut(one.endpointId, { now: clock.now(), dueAt: clock.now(), limit: 10_000 });
  const begin = Date.now();
  const work = startWebhooks({
    ...{ queue, deliver, clock, machineClock: clock, log: quiet, news: undefined },
    ...{ places: PLACES, placesOfEach: isControl ? PLACES : PLACES_OF_EACH },
  });
  try {
    const isOver = () => (isControl ? held() > HANGING * PLACES_OF_EACH : missing() === 0);
    while (!isOver() && Date.now() - begin < PATIENCE_MS) await pause(20);
    const seconds = Math.round((Date.now() - begin) / 100) / 10;
    const faults = healthy.map((one) => faultsOf(one.receiver, events.get(one) ?? []));
    const sum = (name: 'lost' | 'foreign' | 'otherBodies' | 'forged') =>
      faults.reduce((total, fault) => total + fault[name], 0);
    const twice = healthy
      .flatMap(({ receiver }) => [...receiver.arrived.values()])
      .filter(({ accepted }) => accepted > 1);
    return {
      receivers: RECEIVERS,
      events: each * RECEIVERS,
      seconds,
      heldByHanging: held(),
      places: HANGING * PLACES_OF_EACH,
      lost: sum('lost'),
      twice: twice.length,
      otherBodies: sum('otherBodies') + sum('foreign') + sum('forged'),
    };
  } finally {
    await Promise.all([work.stop(), ...receivers.map((receiver) => receiver.close())]);
    await own.close();
  }
}
