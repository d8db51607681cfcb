import { beforeEach, describe, expect, it } from 'vitest';
import type { Offer } from '../../dispatch/index.js';
import type { Order } from '../../orders/index.js';
import { idFrom, type OfferId } from '../../shared/ids.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { aWorld, commit, openedVisits, type World } from './world.js';

const at = (time: string) => new Date(`2030-01-07T${time}:00Z`);

export const offerStoreContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`OfferStore contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let world: World;
    let order: Order;
    beforeEach(async () => {
      world = await aWorld(opened());
      order = await world.addOrder('PAID');
    });

    const anOffer = (patch: Partial<Offer> = {}): Offer => ({
      id: idFrom<OfferId>(freshId()),
      orderId: order.id,
      shiftNo: 1,
      escortId: world.escortId,
      seq: 1,
      status: 'OPEN',
      score: 4350,
      terms: [
        { code: 'rating', value: 96, weight: 30, points: 2880 },
        { code: 'distance', value: 49, weight: 30, points: 1470 },
      ],
      madeAt: at('03:00'),
      expiresAt: at('03:05'),
      ...patch,
    });
    const insert = (offer: Offer) => commit(opened(), (stores) => stores.offers.insert(offer));
    const find = ({ id }: Offer) => commit(opened(), (stores) => stores.offers.find(id));

    it('gives back an open offer with the reasons why it was made', async () => {
      const offer = anOffer();
      expect(await find(offer)).toBeUndefined();
      await insert(offer);
      expect(await find(offer)).toEqual(offer);
    });

    it('keeps how an offer ended', async () => {
      const offer = anOffer();
      await insert(offer);
      const declined: Offer = { ...offer, status: 'DECLINED', endedAt: at('03:02'), reason: '家中有事' };
      await commit(opened(), (stores) => stores.offers.update(declined));
      expect(await find(offer)).toEqual(declined);
    });

    it('voids the open offers of an order that are not live any more, and nothing else', async () => {
      const other = await world.addOrder('PAID');
      const dead = anOffer();
      const live = anOffer({ shiftNo: 2, seq: 2 });
      const ended = anOffer({ seq: 3, status: 'EXPIRED', endedAt: at('02:59') });
      const elsewhere = anOffer({ orderId: other.id });
      for (const offer of [dead, live, ended, elsewhere]) await insert(offer);
      await commit(opened(), (stores) => stores.offers.voidExcept(order.id, [live.id], at('03:04')));
      expect(await find(dead)).toEqual({ ...dead, status: 'VOID', endedAt: at('03:04') });
      for (const offer of [live, ended, elsewhere]) expect(await find(offer)).toEqual(offer);
      await commit(opened(), (stores) => stores.offers.voidExcept(order.id, [], at('03:05')));
      expect(await find(live)).toEqual({ ...live, status: 'VOID', endedAt: at('03:05') });
    });

    it('never has two open offers of one shift when a transaction ends', async () => {
      const first = anOffer();
      await insert(first);
      await expect(insert(anOffer({ seq: 2 }))).rejects.toThrow();
      const next = anOffer({ seq: 2 });
      await commit(opened(), async ({ offers }) => {
        await offers.insert(next);
        await offers.voidExcept(order.id, [next.id], at('03:04'));
      });
      expect((await find(first))?.status).toBe('VOID');
      expect((await find(next))?.status).toBe('OPEN');
    });
  });
};
