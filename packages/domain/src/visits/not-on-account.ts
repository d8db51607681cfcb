import { isOfProvider } from '../payments/index.js';
import type { OrderId } from '../shared/ids.js';
import { done, err, type Result } from '../shared/result.js';
import type { VisitStores } from './stores.js';

/** A partner has booked the order on its account, so what it costs is between the partner and the platform. */
export type BookedOnAccount = { readonly type: 'BookedOnAccount' };

/** Families neither move nor pay what a partner owes for: its statement would not be what the order costs. */
export const checkNotOnAccount = async (
  { payments }: Pick<VisitStores, 'payments'>,
  orderId: OrderId,
): Promise<Result<void, BookedOnAccount>> =>
  (await payments.ofOrder(orderId)).every(isOfProvider) ? done : err({ type: 'BookedOnAccount' });
