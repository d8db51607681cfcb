import { type Order, type OrderMoney, type OrderStatus, openBalanceFen } from './order.js';

/** The six states of the order table (B76) and of `GET /api/order/status` (B86). */
export type TableState =
  | 'PENDING_PAYMENT'
  | 'PAID'
  | 'AWAITING_SERVICE'
  | 'SERVING'
  | 'FINISHED'
  | 'CANCELLED';

/** The five states that a family follows (B17). */
export type FamilyState = 'BOOKED' | 'AWAITING_SERVICE' | 'SERVING' | 'FINISHED' | 'CANCELLED';

const tableStates: Record<OrderStatus, TableState> = {
  PENDING_PAYMENT: 'PENDING_PAYMENT',
  PAID: 'PAID',
  ASSIGNED: 'PAID',
  ACCEPTED: 'AWAITING_SERVICE',
  EN_ROUTE: 'AWAITING_SERVICE',
  ARRIVED: 'AWAITING_SERVICE',
  SERVING: 'SERVING',
  ENDED: 'SERVING',
  FINISHED: 'FINISHED',
  CANCELLED: 'CANCELLED',
  NO_SHOW: 'CANCELLED',
};

/** Derived, never stored (B76, E5). */
export const tableStateOf = (status: OrderStatus): TableState => tableStates[status];

/** Derived, never stored (B17). An unpaid order is not booked yet, so it has no such state. */
export const familyStateOf = (status: OrderStatus): FamilyState | undefined => {
  const state = tableStates[status];
  if (state === 'PENDING_PAYMENT') return undefined;
  return state === 'PAID' ? 'BOOKED' : state;
};

export type PaymentAxis = 'none' | 'partial' | 'paid' | 'overpaid';
export type RefundAxis = 'none' | 'pending' | 'partial' | 'full';

/** What is kept and waived against what is charged (6.1); an order that has ended owes nothing any more. */
export const paymentAxisOf = (order: Order): PaymentAxis => {
  if (order.money.capturedFen === 0 && order.charge.totalFen > 0) return 'none';
  const openFen = openBalanceFen(order);
  if (openFen === 0) return 'paid';
  return openFen > 0 ? 'partial' : 'overpaid';
};

export const refundAxisOf = ({ capturedFen, refundRequestedFen, refundedFen }: OrderMoney): RefundAxis => {
  if (refundRequestedFen === 0) return 'none';
  if (refundedFen < refundRequestedFen) return 'pending';
  return refundedFen < capturedFen ? 'partial' : 'full';
};
