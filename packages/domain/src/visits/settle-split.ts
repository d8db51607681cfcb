import { compensationOnAccountPosting, familyCompensationPosting } from '../ledger/index.js';
import { accrued, type MoneySplit, type Outcome } from '../orders/index.js';
import { isOfProvider, type RefundReason } from '../payments/index.js';
import { zeroFen } from '../shared/money.js';
import type { Decided, Decision } from './change-order.js';
import type { VisitDeps } from './deps.js';
import { distribute } from './distribute.js';
import { giveBack } from './give-back.js';

/** Executes a split of the captured money: what goes back, what the escort earned, what the platform keeps or adds. */
export const settleSplit = async (
  deps: Pick<VisitDeps, 'ids'>,
  { stores, act }: Decision,
  ended: Outcome,
  split: MoneySplit,
  reason: RefundReason,
): Promise<Decided<never>> => {
  const { escortId, escortFen, platformFen, compensationFen } = split;
  const shares = escortId && escortFen > 0 ? [{ escortId, amountFen: escortFen }] : [];
  const earned = { shares, commissionFen: platformFen, taxFen: zeroFen };
  const shared = await distribute(stores, ended, earned, 'end', act.now);
  if (compensationFen > 0) {
    const { id, bookedBy } = ended.order;
    const payments = await stores.payments.ofOrder(id);
    const postingOf = payments.every(isOfProvider) ? familyCompensationPosting : compensationOnAccountPosting;
    await stores.ledger.post(postingOf(id, bookedBy, compensationFen), act.now);
  }
  const settled = shares.length > 0 ? accrued(shared) : shared;
  return {
    outcomes: [settled, ...(await giveBack(stores, deps.ids, settled.order, split.refundFen, reason, act))],
  };
};
