import { describe, expect, it } from 'vitest';
import { type Order, orderStatuses } from '../../orders/index.js';
import { type EscortId, idFrom, type OfferId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import { aKeptMembership } from '../builders/a-member.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { aWorld, commit, insertOrder, openedVisits, type World } from './world.js';

const at = (time: string) => new Date(`2030-01-09T${time}:00Z`);
const twoShifts = [
  { startsAt: at('01:00'), endsAt: at('05:00') },
  { startsAt: at('05:00'), endsAt: at('09:00') },
];

/** Every optional field set, and two shifts with covers of different kinds. */
const fullOrder = (world: World, escortId: EscortId): Order => {
  const order = world.anOrder('ASSIGNED', { during: twoShifts });
  const [first, second] = order.shifts;
  if (!first || !second) throw new Error('two shifts were asked for');
  const cover = { kind: 'accepted', escortId, seq: 2, acceptedAt: at('00:30') } as const;
  return {
    ...order,
    shifts: [first, { ...second, cover, begunAt: at('00:50') }],
    service: { code: 'care-12h', kind: 'care', skills: ['care', 'wheelchair'] },
    wishes: { escortId, escortGender: 'female' },
    namedShifts: [1, 2],
    excludedEscorts: [world.escortId],
    money: {
      capturedFen: fen(199_00),
      refundRequestedFen: fen(50_00),
      refundedFen: fen(20_00),
      waivedFen: fen(1),
      earnedFen: fen(30_00),
    },
    charge: {
      ...order.charge,
      lines: [
        { kind: 'service', quantity: 1, unitFen: fen(199_00), amountFen: fen(199_00) },
        { kind: 'member-discount', quantity: 1, unitFen: fen(-9_95), amountFen: fen(-9_95) },
      ],
      totalFen: fen(189_05),
    },
    membership: aKeptMembership(world),
    familyReschedules: 1,
    assignmentSeq: 2,
    failedOffers: 1,
    visitCode: { code: '004217', wrongTries: 3, seq: 1, next: '000381' },
    refundCeiling: 8698,
  };
};

export const orderRepositoryContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`OrderRepository contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    const find = (order: Order) => commit(opened(), (stores) => stores.orders.find(order.id));
    const update = (order: Order, expectedVersion: number) =>
      opened().unitOfWork.run((stores) => stores.orders.update(order, expectedVersion));

    it.each(orderStatuses)('gives back an order in %s as it was inserted', async (status) => {
      const order = await (await aWorld(opened())).addOrder(status);
      expect(await find(order)).toEqual(order);
    });

    it('gives back every optional field, line and shift', async () => {
      const world = await aWorld(opened());
      const order = fullOrder(world, (await world.addEscort()).id);
      await commit(opened(), (stores) => insertOrder(stores, order));
      expect(await find(order)).toEqual(order);
    });

    it.each(['ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'SERVING'] as const)(
      'keeps the search for a later shift beside %s, and what was alarmed about it',
      async (status) => {
        const world = await aWorld(opened());
        const before = world.anOrder(status, { during: twoShifts });
        const shifts = before.shifts.map((shift) =>
          shift.no === 1 ? shift : { ...shift, cover: { kind: 'open' } as const, alarmedAt: at('00:20') },
        );
        const order: Order = { ...before, shifts, ...{ searchSince: at('00:10') } };
        await commit(opened(), (stores) => insertOrder(stores, order));
        expect(await find(order)).toEqual(order);
      },
    );

    it('knows nothing of an order that is not there', async () => {
      const world = await aWorld(opened());
      expect(await find(world.anOrder('PAID'))).toBeUndefined();
    });

    it('refuses a second order with the same id or number', async () => {
      const world = await aWorld(opened());
      const { id, orderNo } = await world.addOrder('PAID');
      await expect(world.addOrder('PAID', { id })).rejects.toThrow();
      await expect(world.addOrder('PAID', { orderNo })).rejects.toThrow();
    });

    it('replaces the whole state: another status, other covers, one shift less', async () => {
      const world = await aWorld(opened());
      const before = await world.addOrder('ASSIGNED', { during: twoShifts });
      const { id, orderNo, charge } = before;
      const next: Order = { ...world.anOrder('ACCEPTED', { id, orderNo, charge }), version: 2 };
      expect((await update(next, 1)).ok).toBe(true);
      expect(await find(before)).toEqual(next);
    });

    it('lets only the first of two updates from the same version win', async () => {
      const order = await (await aWorld(opened())).addOrder('PAID');
      const next = { ...order, failedOffers: 1, version: 2 };
      expect((await update(next, 1)).ok).toBe(true);
      expect(await update({ ...next, failedOffers: 9 }, 1)).toEqual({
        ok: false,
        error: { type: 'StaleVersion', currentVersion: 2 },
      });
      expect(await find(order)).toEqual(next);
    });

    it('lets exactly one of many simultaneous updates win', async () => {
      const order = await (await aWorld(opened())).addOrder('PAID');
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, tries) => update({ ...order, failedOffers: tries, version: 2 }, 1)),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    });

    it('takes an update that is several versions on', async () => {
      const order = await (await aWorld(opened())).addOrder('PAID');
      expect((await update({ ...order, version: 4 }, 1)).ok).toBe(true);
      expect((await find(order))?.version).toBe(4);
    });

    it('refuses to update an order that is not there', async () => {
      const world = await aWorld(opened());
      const result = await update({ ...world.anOrder('PAID'), version: 2 }, 1);
      expect(result).toMatchObject({ ok: false, error: { type: 'StaleVersion' } });
    });

    it('counts what an account has not paid: orders, and balances that are overdue', async () => {
      const world = await aWorld(opened());
      await world.addOrder('PENDING_PAYMENT');
      await world.addOrder('PENDING_PAYMENT');
      await world.addOrder('PAID');
      await world.addOrder('CANCELLED');
      await world.addOrder('ENDED');
      const owed = await world.addOrder('ENDED');
      if (owed.status !== 'ENDED') throw new Error('the builder made another order');
      await update({ ...owed, overdue: true, version: owed.version + 1 }, owed.version);
      const other = await aWorld(opened());
      await other.addOrder('PENDING_PAYMENT');
      expect(await commit(opened(), (stores) => stores.orders.countUnpaid(world.accountId))).toEqual({
        pending: 2,
        overdue: 1,
      });
    });

    it('keeps an offer that a shift waits for', async () => {
      const world = await aWorld(opened());
      const offerId = idFrom<OfferId>(freshId());
      const order = world.anOrder('ASSIGNED');
      const shifts = order.shifts.map((shift) => ({
        ...shift,
        cover: {
          kind: 'offered',
          offerId,
          escortId: world.escortId,
          seq: 3,
          expiresAt: at('00:45'),
        } as const,
      }));
      await commit(opened(), (stores) => insertOrder(stores, { ...order, shifts }));
      expect((await find(order))?.shifts).toEqual(shifts);
    });
  });
};
