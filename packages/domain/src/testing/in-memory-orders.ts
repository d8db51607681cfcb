import type { OrderRepository } from '../orders/index.js';
import { done, err } from '../shared/result.js';
import type { Tables } from './in-memory-tables.js';

export const inMemoryOrders = ({ orders }: Tables): OrderRepository => ({
  async find(id) {
    return orders.get(id);
  },
  async insert(order) {
    if (orders.where(({ orderNo }) => orderNo === order.orderNo).length > 0)
      throw new Error(`orders: number ${order.orderNo} is there already`);
    orders.insert(order.id, order);
  },
  async update(order, expectedVersion) {
    const currentVersion = orders.get(order.id)?.version;
    if (currentVersion !== expectedVersion)
      return err({ type: 'StaleVersion', ...(currentVersion === undefined ? {} : { currentVersion }) });
    if (order.version <= expectedVersion)
      throw new RangeError(`order ${order.id} must move to a higher version`);
    orders.put(order.id, order);
    return done;
  },
  async countUnpaid(bookedBy) {
    const own = orders.where((order) => order.bookedBy === bookedBy);
    return {
      pending: own.filter(({ status }) => status === 'PENDING_PAYMENT').length,
      overdue: own.filter((order) => order.status === 'ENDED' && order.overdue).length,
    };
  },
});
