import type { Ledger, LedgerAccount, LedgerBooks } from '../ledger/index.js';
import { addMoney, type Money, zeroFen } from '../shared/money.js';
import type { InMemoryDatabase } from './in-memory-database.js';
import type { Tables } from './in-memory-tables.js';

/** That a posting sums to zero is looked at when the transaction commits, as a deferred trigger does. */
export const inMemoryLedger = ({ postings }: Tables): Ledger => ({
  async post(posting, at) {
    if (postings.has(posting.businessKey)) return false;
    postings.insert(posting.businessKey, { ...posting, at });
    return true;
  },
});

export const inMemoryBooks = (database: InMemoryDatabase): LedgerBooks => ({
  async trialBalance() {
    const balances = new Map<LedgerAccount, Money>();
    for (const { entries } of database.committed().postings.where(() => true))
      for (const { account, amountFen } of entries)
        balances.set(account, addMoney(balances.get(account) ?? zeroFen, amountFen));
    return [...balances].map(([account, balanceFen]) => ({ account, balanceFen }));
  },
  async ofOrder(orderId) {
    const own = database.committed().postings.where((posting) => posting.orderId === orderId);
    return own.flatMap(({ entries, kind, at }) => entries.map((entry) => ({ ...entry, kind, at })));
  },
});
