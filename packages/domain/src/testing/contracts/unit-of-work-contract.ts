import { beforeEach, describe, expect, it } from 'vitest';
import { capturePosting } from '../../ledger/index.js';
import type { Order } from '../../orders/index.js';
import { idFrom, type PaymentId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import { err, ok } from '../../shared/result.js';
import type { VisitStores } from '../../visits/stores.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { aWorld, commit, insertOrder, openedVisits, type World } from './world.js';

const now = new Date('2030-01-07T02:00:00Z');
const all = 100_000;

export const unitOfWorkContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`UnitOfWork contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let world: World;
    let order: Order;
    beforeEach(async () => {
      world = await aWorld(opened());
      order = world.anOrder('PAID');
    });

    /** Writes through a store of every kind, as one command does. */
    const writeEverything = async (stores: VisitStores): Promise<void> => {
      await insertOrder(stores, order);
      const [shift] = order.shifts;
      if (!shift) throw new Error('the order has a shift');
      const hold = { shiftNo: 1, during: shift.during };
      await stores.holds.keep(
        order.id,
        { escorts: [{ ...hold, escortId: world.escortId }], patient: [hold] },
        now,
      );
      const capture = { paymentId: idFrom<PaymentId>(freshId()), channel: 'wechat', amountFen: fen(199_00) };
      await Promise.all([
        stores.timers.arm(order.id, [{ kind: 'give-up', dueAt: now }], 1),
        stores.outbox.append([{ topic: 'order', aggregateId: order.id, type: 'OrderPaid', payload: {} }]),
        stores.ledger.post(capturePosting(order.id, capture), now),
      ]);
    };
    const traces = async () => {
      const { books, dueTimers, relay } = opened();
      const found = await commit(opened(), async (stores) => ({
        order: await stores.orders.find(order.id),
        blocks: await stores.holds.ofEscort(
          world.escortId,
          order.shifts[0]?.during ?? never(),
          undefined,
          now,
        ),
      }));
      const timers = (await dueTimers.due(now, all)).filter(({ orderId }) => orderId === order.id);
      const messages = (await relay.claim(all, now, now)).filter(
        ({ aggregateId }) => aggregateId === order.id,
      );
      return { ...found, timers, messages, entries: await books.ofOrder(order.id) };
    };
    const never = (): never => {
      throw new Error('the order has a shift');
    };
    const nothing = { order: undefined, blocks: [], timers: [], messages: [], entries: [] };

    it('keeps everything and hands on the answer when the work is ok', async () => {
      const result = await opened().unitOfWork.run(async (stores) => {
        await writeEverything(stores);
        return ok('booked');
      });
      expect(result).toEqual(ok('booked'));
      const { timers, messages, entries, blocks, ...found } = await traces();
      expect(found.order).toEqual(order);
      expect([timers.length, messages.length, entries.length, blocks.length]).toEqual([1, 1, 2, 1]);
    });

    it('keeps nothing and hands on the refusal when the work refuses', async () => {
      const refusal = { type: 'EscortTaken', escortId: world.escortId };
      const result = await opened().unitOfWork.run(async (stores) => {
        await writeEverything(stores);
        return err(refusal);
      });
      expect(result).toEqual(err(refusal));
      expect(await traces()).toEqual(nothing);
    });

    it('keeps nothing and throws what the work threw', async () => {
      const work = opened().unitOfWork.run(async (stores) => {
        await writeEverything(stores);
        throw new Error('a bug');
      });
      await expect(work).rejects.toThrow('a bug');
      expect(await traces()).toEqual(nothing);
    });

    it('keeps nothing that a part of the work writes after another part has failed', async () => {
      let open: () => void = never;
      const isOver = new Promise<void>((resolve) => {
        open = resolve;
      });
      let late: Promise<unknown> = isOver;
      const work = opened().unitOfWork.run<never, never>(async (stores) => {
        await stores.orders.find(order.id);
        late = isOver.then(() => insertOrder(stores, order));
        await Promise.all([late, Promise.reject(new Error('a bug'))]);
        return never();
      });
      await expect(work).rejects.toThrow('a bug');
      open();
      await late.catch(() => undefined);
      expect(await traces()).toEqual(nothing);
    });

    it('keeps nothing that is written after the work has ended well', async () => {
      let kept: VisitStores | undefined;
      await commit(opened(), async (stores) => {
        kept = stores;
      });
      const late = async () => insertOrder(kept ?? never(), order);
      await late().catch(() => undefined);
      expect(await traces()).toEqual(nothing);
    });

    it('sees its own writes before anybody else can', async () => {
      const found = await opened().unitOfWork.run(async (stores) => {
        await insertOrder(stores, order);
        return ok(await stores.orders.find(order.id));
      });
      expect(found).toEqual(ok(order));
    });

    it('goes on after a transaction that failed', async () => {
      await opened().unitOfWork.run(async () => err('refused'));
      await expect(opened().unitOfWork.run(() => Promise.reject(new Error('a bug')))).rejects.toThrow(
        'a bug',
      );
      expect(await opened().unitOfWork.run(async () => ok('well'))).toEqual(ok('well'));
    });

    it('loses no update of many at once that read before they write', async () => {
      await commit(opened(), (stores) => insertOrder(stores, order));
      const addOne = async (): Promise<void> => {
        const result = await opened().unitOfWork.run(async (stores) => {
          const found = await stores.orders.find(order.id);
          if (!found) throw new Error('the order is there');
          const next = { ...found, failedOffers: found.failedOffers + 1, version: found.version + 1 };
          return stores.orders.update(next, found.version);
        });
        if (!result.ok) await addOne();
      };
      await Promise.all(Array.from({ length: 8 }, addOne));
      const found = await commit(opened(), (stores) => stores.orders.find(order.id));
      expect(found).toMatchObject({ failedOffers: 8, version: 9 });
    });
  });
};
