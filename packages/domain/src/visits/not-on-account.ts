import type { Order } from '../orders/index.js';
import { done, err, type Result } from '../shared/result.js';

/** A partner has booked the order on its account, so what it costs is between the partner and the platform. */
export type BookedOnAccount = { readonly type: 'BookedOnAccount' };

/** Families neither move nor pay what a partner owes for: its statement would not be what the order costs. */
export const checkNotOnAccount = ({ onAccount }: Pick<Order, 'onAccount'>): Result<void, BookedOnAccount> =>
  onAccount ? err({ type: 'BookedOnAccount' }) : done;
