import { releasableShifts, type Stranded, type StrandedOrders } from '../orders/index.js';
import type { InMemoryDatabase } from './in-memory-database.js';

const inOrder = (left: Stranded, right: Stranded): number => {
  const [one, other] = [left, right].map(({ orderId, escortId }) => `${orderId}${escortId}`);
  return Number(left.startsAt) - Number(right.startsAt) || (`${one}` < `${other}` ? -1 : 1);
};

/** Orders with an accepted shift to come of an escort who may not work. */
export const inMemoryStrandedOrders = (database: InMemoryDatabase): StrandedOrders => ({
  async due({ now, after, most }) {
    const { orders, escorts } = database.committed();
    const found = orders
      .where(() => true)
      .flatMap((order) =>
        releasableShifts(order).flatMap(({ cover, during }) =>
          cover.kind === 'accepted' &&
          now < during.endsAt &&
          escorts.get(cover.escortId)?.certification !== 'APPROVED'
            ? [{ orderId: order.id, escortId: cover.escortId, startsAt: during.startsAt }]
            : [],
        ),
      );
    return found
      .toSorted(inOrder)
      .filter(
        (one, index, all) =>
          all.findIndex((other) => other.orderId === one.orderId && other.escortId === one.escortId) ===
          index,
      )
      .filter((one) => after === undefined || inOrder(after, one) < 0)
      .slice(0, most);
  },
});
