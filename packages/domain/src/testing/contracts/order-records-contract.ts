import { beforeEach, describe, expect, it } from 'vitest';
import type { CancellationQuote, Order, OrderEvent, Review, ServiceLogEntry } from '../../orders/index.js';
import { type CancellationQuoteId, idFrom, type OfferId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { aWorld, commit, openedVisits, type World } from './world.js';

const at = (time: string) => new Date(`2030-01-09T${time}:00Z`);

export const timelineContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`Timeline contract: ${adapterName}`, () => {
    const opened = openedVisits(open);

    it('tells what happened in order, whole, and of one order only', async () => {
      const world = await aWorld(opened());
      const order = await world.addOrder('PAID');
      const other = await world.addOrder('PAID');
      const created: OrderEvent = {
        type: 'OrderCreated',
        orderId: order.id,
        row: 'O1',
        from: null,
        to: 'PENDING_PAYMENT',
        version: 1,
        at: at('01:00'),
        by: { as: 'U', accountId: world.accountId },
        refs: {},
      };
      const offered: OrderEvent = {
        ...created,
        type: 'ShiftOffered',
        row: 'O4',
        from: 'PAID',
        to: 'ASSIGNED',
        version: 2,
        at: at('01:01'),
        by: { as: 'SYS' },
        reason: 'nobody else is free',
        refs: { escortId: world.escortId, offerId: idFrom<OfferId>(freshId()), shiftNo: 1, amountFen: 0 },
      };
      const declined: OrderEvent = {
        ...offered,
        type: 'OfferDeclined',
        row: 'O6',
        version: 3,
        at: at('01:01'),
      };
      await commit(opened(), (stores) => stores.timeline.append([created, offered]));
      await commit(opened(), (stores) =>
        stores.timeline.append([declined, { ...created, orderId: other.id }]),
      );
      await commit(opened(), (stores) => stores.timeline.append([]));

      const told = await commit(opened(), (stores) => stores.timeline.of(order.id));
      expect(told).toEqual([created, offered, declined]);
    });
  });
};

export const cancellationQuoteStoreContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`CancellationQuoteStore contract: ${adapterName}`, () => {
    const opened = openedVisits(open);

    it('gives back what was inserted, with an escort who gets a share and without', async () => {
      const world = await aWorld(opened());
      const order = await world.addOrder('ACCEPTED');
      const quote: CancellationQuote = {
        id: idFrom<CancellationQuoteId>(freshId()),
        orderId: order.id,
        orderVersion: 3,
        fault: 'family',
        rule: '4h',
        split: {
          refundFen: fen(179_10),
          escortFen: fen(13_93),
          platformFen: fen(5_97),
          compensationFen: fen(0),
          escortId: world.escortId,
        },
        expiresAt: at('01:05'),
      };
      const { escortId: _, ...split } = quote.split;
      const withoutEscort = { ...quote, id: idFrom<CancellationQuoteId>(freshId()), split };
      await commit(opened(), ({ cancellationQuotes }) => cancellationQuotes.insert(quote));
      await commit(opened(), ({ cancellationQuotes }) => cancellationQuotes.insert(withoutEscort));

      const find = (id: CancellationQuoteId) =>
        commit(opened(), ({ cancellationQuotes }) => cancellationQuotes.find(id));
      expect(await find(quote.id)).toEqual(quote);
      expect(await find(withoutEscort.id)).toEqual(withoutEscort);
      expect(await find(idFrom<CancellationQuoteId>(freshId()))).toBeUndefined();
    });
  });
};

export const serviceLogContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`ServiceLog contract: ${adapterName}`, () => {
    const opened = openedVisits(open);

    it('tells the entries of one order by the time they are about', async () => {
      const world = await aWorld(opened());
      const [order, other] = [await world.addOrder('SERVING'), await world.addOrder('SERVING')];
      const entry = (patch: Partial<ServiceLogEntry>): ServiceLogEntry => ({
        id: freshId(),
        orderId: order.id,
        shiftNo: 1,
        escortId: world.escortId,
        step: 'number-taken',
        note: '已取号，等候叫号',
        at: at('01:10'),
        ...patch,
      });
      const later = entry({ step: 'consultation', note: '', at: at('02:00') });
      const sooner = entry({});
      for (const one of [later, sooner, entry({ orderId: other.id })])
        await commit(opened(), (stores) => stores.serviceLog.append(one));
      expect(await commit(opened(), (stores) => stores.serviceLog.of(order.id))).toEqual([sooner, later]);
    });
  });
};

export const reviewStoreContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`ReviewStore contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let world: World;
    let order: Order;
    beforeEach(async () => {
      world = await aWorld(opened());
      order = await world.addOrder('FINISHED');
    });

    const aReview = (stars: number): Review => ({
      orderId: order.id,
      escortId: world.escortId,
      by: world.accountId,
      stars,
      text: '很耐心，讲得清楚 👍',
      at: at('09:00'),
    });
    const insert = (review: Review) => opened().unitOfWork.run((stores) => stores.reviews.insert(review));
    const stored = () => commit(opened(), (stores) => stores.reviews.of(order.id));

    it('gives back what was written', async () => {
      expect(await stored()).toBeUndefined();
      expect((await insert(aReview(5))).ok).toBe(true);
      expect(await stored()).toEqual(aReview(5));
    });

    it('refuses a second review of the same order and keeps the first', async () => {
      await insert(aReview(5));
      expect(await insert(aReview(1))).toEqual({ ok: false, error: { type: 'AlreadyReviewed' } });
      expect(await stored()).toEqual(aReview(5));
    });

    it('takes one of several simultaneous reviews', async () => {
      const results = await Promise.all([1, 2, 3, 4, 5].map((stars) => insert(aReview(stars))));
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    });
  });
};
