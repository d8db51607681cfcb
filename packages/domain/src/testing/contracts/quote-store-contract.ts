import { describe, expect, it } from 'vitest';
import type { Quote } from '../../pricing/index.js';
import { idFrom, type QuoteId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import { err, ok } from '../../shared/result.js';
import { aKeptMembership } from '../builders/a-member.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { aWorld, commit, openedVisits } from './world.js';

export const quoteStoreContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`QuoteStore contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    const insert = (quote: Quote) => commit(opened(), (stores) => stores.quotes.insert(quote));
    const find = (id: QuoteId) => commit(opened(), (stores) => stores.quotes.find(id));

    it('gives back what was inserted, plain and with every wish, shift and line', async () => {
      const world = await aWorld(opened());
      const plain = world.aQuote();
      const full = world.aQuote({
        service: { code: 'care-12h', kind: 'care', skills: ['care', 'wheelchair'] },
        shifts: [
          { startsAt: new Date('2030-01-09T01:00:00Z'), endsAt: new Date('2030-01-09T13:00:00Z') },
          { startsAt: new Date('2030-01-09T13:00:00Z'), endsAt: new Date('2030-01-10T01:00:00Z') },
        ],
        wishes: { escortId: world.escortId, escortGender: 'female' },
        lines: [
          { kind: 'service', quantity: 2, unitFen: fen(320_00), amountFen: fen(640_00) },
          { kind: 'member-discount', quantity: 1, unitFen: fen(-64_00), amountFen: fen(-64_00) },
        ],
        totalFen: fen(576_00),
        memberDiscount: 1000,
        membership: aKeptMembership(world),
      });
      await insert(plain);
      await insert(full);
      expect(await find(plain.id)).toEqual(plain);
      expect(await find(full.id)).toEqual(full);
      expect(await find(idFrom<QuoteId>(freshId()))).toBeUndefined();
    });

    it('remembers which order used it', async () => {
      const world = await aWorld(opened());
      const quote = world.aQuote();
      await insert(quote);
      const order = world.anOrder('PENDING_PAYMENT');
      const charge = { ...order.charge, quoteId: quote.id };
      await commit(opened(), async (stores) => {
        await stores.orders.insert({ ...order, charge });
        await stores.quotes.markUsed(quote.id, order.id);
      });
      expect(await find(quote.id)).toEqual({ ...quote, usedFor: order.id });
    });

    it('lets one of several simultaneous bookings use it', async () => {
      const world = await aWorld(opened());
      const quote = world.aQuote();
      await insert(quote);
      const book = () =>
        opened().unitOfWork.run(async (stores) => {
          const found = await stores.quotes.find(quote.id);
          if (!found || found.usedFor) return err('used');
          const order = world.anOrder('PENDING_PAYMENT');
          await stores.orders.insert({ ...order, charge: { ...order.charge, quoteId: quote.id } });
          await stores.quotes.markUsed(quote.id, order.id);
          return ok(order.id);
        });
      const results = await Promise.all([book(), book(), book(), book()]);
      const booked = results.flatMap((result) => (result.ok ? [result.value] : []));
      expect(booked).toHaveLength(1);
      expect((await find(quote.id))?.usedFor).toBe(booked[0]);
    });
  });
};
