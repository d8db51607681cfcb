import { earningsPosting } from '../ledger/index.js';
import { distributed, type Earnings, type Outcome } from '../orders/index.js';
import { addMoney, sumMoney } from '../shared/money.js';
import type { VisitStores } from './stores.js';

/**
 * S1: books what escorts, commission and tax get of the money that an order holds, and remembers it on the order, so that
 * every fen is given once. `moment` tells the distribution of an overdue order (O18) from that of its end.
 */
export const distribute = async (
  stores: VisitStores,
  outcome: Outcome,
  earned: Earnings,
  moment: 'overdue' | 'end',
  now: Date,
): Promise<Outcome> => {
  const sharedFen = sumMoney(earned.shares.map(({ amountFen }) => amountFen));
  const amountFen = addMoney(sharedFen, addMoney(earned.commissionFen, earned.taxFen));
  if (amountFen === 0) return outcome;
  await stores.ledger.post(earningsPosting(outcome.order.id, earned, moment), now);
  return distributed(outcome, amountFen);
};
