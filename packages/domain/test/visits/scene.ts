import type { Order } from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import type { OrderId } from '@banzhen/domain/shared/ids';
import {
  aFamily,
  anEscortPerson,
  type InMemoryVisits,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';

export const family = aFamily();
export const escort = anEscortPerson();

/** The offer that is out for a shift. */
export const offerOf = (order: Order, shiftNo = 1) => {
  const cover = order.shifts.find(({ no }) => no === shiftNo)?.cover;
  if (cover?.kind !== 'offered') throw new Error(`shift ${shiftNo} is ${cover?.kind}`);
  return cover;
};

export type Stage =
  | 'PENDING_PAYMENT'
  | 'ASSIGNED'
  | 'ACCEPTED'
  | 'EN_ROUTE'
  | 'ARRIVED'
  | 'SERVING'
  | 'ENDED'
  | 'FINISHED';
export type Scene = InMemoryVisits & { readonly orderId: OrderId };

const { startsAt, endsAt } = wednesdayMorning;

/** What brings an order from the stage before to this one, in the order of the machine. */
const moves: readonly (readonly [Stage, (scene: Scene) => Promise<unknown>])[] = [
  ['PENDING_PAYMENT', async () => undefined],
  ['ASSIGNED', ({ pay, orderId }) => pay(orderId)],
  [
    'ACCEPTED',
    async ({ visits, order, orderId }) =>
      must(await visits.acceptOffer(escort, { orderId, offerId: offerOf(await order(orderId)).offerId })),
  ],
  [
    'EN_ROUTE',
    async ({ visits, advanceTo, orderId }) => {
      await advanceTo(minutesAfter(startsAt, -60));
      must(await visits.depart(escort, { orderId }));
    },
  ],
  [
    'ARRIVED',
    async ({ visits, advanceTo, order, orderId }) => {
      await advanceTo(minutesAfter(startsAt, -10));
      must(await visits.checkIn(escort, { orderId, visitCode: (await order(orderId)).visitCode.code }));
    },
  ],
  [
    'SERVING',
    async ({ visits, advanceTo, order, orderId }) => {
      await advanceTo(startsAt);
      must(await visits.startService(escort, { orderId, visitCode: (await order(orderId)).visitCode.code }));
    },
  ],
  [
    'ENDED',
    async ({ visits, advanceTo, orderId }) => {
      for (const step of ['consultation', 'returned'] as const)
        must(await visits.logService(escort, { orderId, step, note: '' }));
      await advanceTo(endsAt);
      must(await visits.endService(escort, { orderId }));
    },
  ],
  ['FINISHED', async ({ visits, orderId }) => must(await visits.confirmOrder(family, { orderId }))],
];

/** Brings an order from one stage to a later one. */
export const bring = async (scene: Scene, from: Stage, to: Stage): Promise<void> => {
  const at = (stage: Stage) => moves.findIndex(([reached]) => reached === stage);
  for (const [, move] of moves.slice(at(from) + 1, at(to) + 1)) await move(scene);
};

/** A fresh platform with one order of `aFamily()` in this stage, served by `anEscort()`. */
export const visitIn = async (
  stage: Stage,
  open: Promise<InMemoryVisits> = inMemoryVisits(),
): Promise<Scene> => {
  const platform = await open;
  const scene = { ...platform, orderId: await platform.book() };
  await bring(scene, 'PENDING_PAYMENT', stage);
  return scene;
};
