import { releasableShifts, type StrandedOrders } from '../orders/index.js';
import type { InMemoryDatabase } from './in-memory-database.js';

/** Orders with an accepted shift to come of an escort who may not work. */
export const inMemoryStrandedOrders = (database: InMemoryDatabase): StrandedOrders => ({
  async due(now, limit) {
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
      .toSorted((left, right) => Number(left.startsAt) - Number(right.startsAt))
      .filter(
        (one, index, all) =>
          all.findIndex((other) => other.orderId === one.orderId && other.escortId === one.escortId) ===
          index,
      )
      .slice(0, limit)
      .map(({ orderId, escortId }) => ({ orderId, escortId }));
  },
});
