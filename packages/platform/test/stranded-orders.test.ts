import type { StrandedOrders } from '@banzhen/domain/orders';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { err } from '@banzhen/domain/shared/result';
import { anEscort, anEscortPerson, fixedClock, inMemoryVisits, must } from '@banzhen/domain/testing';
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
    async due(asked) {
      rounds += 1;
      return platform.strandedOrders.due(asked);
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

it('reaches every order, however many before it cannot be released', async () => {
  const MANY = 120;
  const all = Array.from({ length: MANY }, (_, no) => ({
    orderId: idFrom<OrderId>(`01900000-00d1-7000-8000-${String(no).padStart(12, '0')}`),
    ...{ escortId: anEscort().id, startsAt: new Date(Date.UTC(2030, 0, 7, 0, no)) },
  }));
  const asked: OrderId[] = [];
  const visits: Parameters<typeof startStrandedOrders>[0]['visits'] = {
    async releaseEscort(_, { orderId }) {
      asked.push(orderId);
      if (asked.length % 7 === 0) throw new Error('the database is away');
      return err({ type: 'NotYourAssignment' });
    },
  };
  const strandedOrders: StrandedOrders = {
    due: async ({ after, most }) => {
      const from = after ? all.findIndex(({ orderId }) => orderId === after.orderId) + 1 : 0;
      return all.slice(from, from + most);
    },
  };
  const clock = fixedClock();
  running.push(startStrandedOrders({ strandedOrders, visits, clock, log: silent, news: undefined }));
  await expect.poll(() => new Set(asked).size).toBe(MANY);
  expect(asked.slice(0, MANY)).toEqual(all.map(({ orderId }) => orderId));
});
