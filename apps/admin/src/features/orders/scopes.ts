import type { OrderStatusDto } from '@banzhen/contracts';

export const orderScopes = ['all', 'closed', 'open'] as const;
export type OrderScope = (typeof orderScopes)[number];

/** What is looked for among which orders. */
export type OrderQuery = { readonly text: string; readonly scope: OrderScope };

const closed: readonly OrderStatusDto[] = ['FINISHED', 'CANCELLED', 'NO_SHOW'];
const open: readonly OrderStatusDto[] = [
  'PENDING_PAYMENT',
  'PAID',
  'ASSIGNED',
  'ACCEPTED',
  'EN_ROUTE',
  'ARRIVED',
  'SERVING',
  'ENDED',
];

/** The states that a scope asks for; none means every state. */
export const statusesOf: Record<OrderScope, readonly OrderStatusDto[] | undefined> = {
  all: undefined,
  closed,
  open,
};
