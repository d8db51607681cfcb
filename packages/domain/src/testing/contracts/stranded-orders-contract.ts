import { beforeEach, describe, expect, it } from 'vitest';
import { type Order, orderStatuses, type Stranded } from '../../orders/index.js';
import { minutesAfter } from '../../shared/clock.js';
import type { EscortId, OrderId } from '../../shared/ids.js';
import type { OpenVisitStores } from './fixture.js';
import { aWorld, openedVisits, type World } from './world.js';

const MANY = 1_000;

export const strandedOrdersContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`StrandedOrders contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let world: World;
    beforeEach(async () => {
      world = await aWorld(opened());
    });
    const orderIn = async (status: Order['status'], escortId: EscortId = world.escortId) =>
      world.addOrder(status, { patientId: (await world.addPatient()).id, escortId });
    const beginning = ({ shifts: [first] }: Order): Date => first?.during.startsAt ?? new Date(0);
    /** Those of this world's escort: other cases have orders beside. */
    const stranded = async (now: Date, escortId = world.escortId): Promise<readonly OrderId[]> =>
      (await opened().strandedOrders.due({ now, most: MANY }))
        .filter((one) => one.escortId === escortId)
        .map(({ orderId }) => orderId);

    it('names what an escort has accepted and not begun, once they are off work, and as long as it is to come', async () => {
      const orders = await Promise.all(orderStatuses.map((status) => orderIn(status)));
      const [first] = orders;
      if (!first) throw new Error('no order');
      const before = minutesAfter(beginning(first), -60);
      expect(await stranded(before)).toEqual([]);
      for (const certification of ['SUSPENDED', 'REVOKED', 'EXPIRED'] as const) {
        await world.addEscort({ id: world.escortId, certification });
        const ids = await stranded(before);
        const named = orders.filter(({ id }) => ids.includes(id)).map(({ status }) => status);
        expect(named.toSorted()).toEqual(['ACCEPTED', 'EN_ROUTE']);
      }
      expect(await stranded(minutesAfter(beginning(first), 48 * 60))).toEqual([]);
      await world.addEscort({ id: world.escortId, certification: 'APPROVED' });
      expect(await stranded(before)).toEqual([]);
    });

    it('turns its pages to the last, whoever stays where they are', async () => {
      const count = 5;
      for (let one = 0; one < count; one += 1) await orderIn('ACCEPTED');
      await world.addEscort({ id: world.escortId, certification: 'SUSPENDED' });
      const now = minutesAfter(beginning(await orderIn('PAID')), -60);
      const all = await opened().strandedOrders.due({ now, most: MANY });
      expect(all.filter(({ escortId }) => escortId === world.escortId)).toHaveLength(count);
      const turned: Stranded[] = [];
      for (let page: readonly Stranded[] = all; page.length > 0; turned.push(...page)) {
        const after = turned.at(-1);
        page = await opened().strandedOrders.due({ now, most: 2, ...(after ? { after } : {}) });
      }
      expect(turned).toEqual(all);
    });
  });
};
