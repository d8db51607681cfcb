import { anEscort, anEscortPerson, inMemoryVisits, must } from '@banzhen/domain/testing';
import { afterEach, expect, it } from 'vitest';
import type { Loop } from '../src/background/loop.js';
import { startStrandedOrders } from '../src/background/stranded-orders.js';

const silent = { info: () => undefined, error: () => undefined };
const running: Loop[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((loop) => loop.stop()));
});

it('takes an escort who was suspended while no worker ran off what they have accepted, and two workers do it once', async () => {
  const { platform, visits, clock, book, pay, order } = await inMemoryVisits();
  const orderId = await book();
  await pay(orderId);
  const { cover } = (await order(orderId)).shifts[0] ?? {};
  if (cover?.kind !== 'offered') throw new Error('nobody was asked');
  must(await visits.acceptOffer(anEscortPerson(), { orderId, offerId: cover.offerId }));
  await platform.seeds.addEscort({ ...anEscort(), certification: 'SUSPENDED' });
  let rounds = 0;
  const strandedOrders: typeof platform.strandedOrders = {
    async due(now, limit) {
      rounds += 1;
      return platform.strandedOrders.due(now, limit);
    },
  };
  for (let worker = 0; worker < 2; worker += 1)
    running.push(startStrandedOrders({ strandedOrders, visits, clock, log: silent, news: undefined }));
  await expect.poll(async () => (await order(orderId)).status).toBe('PAID');
  await expect.poll(() => rounds).toBe(2);
  await Promise.all(running.map((loop) => loop.stop()));
  const events = await platform.read(({ timeline }) => timeline.of(orderId));
  expect(events.filter(({ type }) => type === 'EscortReleased')).toHaveLength(1);
});
