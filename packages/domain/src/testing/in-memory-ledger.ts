import type { CreditLines, Ledger, LedgerAccount, LedgerBooks } from '../ledger/index.js';
import { receivableOf } from '../ledger/index.js';
import { addMoney, type Money, sumMoney, zeroFen } from '../shared/money.js';
import { err, ok } from '../shared/result.js';
import type { InMemoryDatabase } from './in-memory-database.js';
import type { Tables } from './in-memory-tables.js';

const balanceOf = ({ postings }: Tables, wanted: LedgerAccount): Money =>
  sumMoney(
    postings
      .where(() => true)
      .flatMap(({ entries }) => entries.filter(({ account }) => account === wanted))
      .map(({ amountFen }) => amountFen),
  );

export const inMemoryCreditLines = (tables: Tables): CreditLines => {
  const find: CreditLines['find'] = async (accountId) => ({
    owedFen: balanceOf(tables, receivableOf(accountId)),
    limitFen: tables.creditLimits.get(receivableOf(accountId)) ?? zeroFen,
  });
  return {
    find,
    async setLimit(accountId, limitFen) {
      const before = await find(accountId);
      tables.creditLimits.put(receivableOf(accountId), limitFen);
      return before;
    },
  };
};

/** That a posting sums to zero is looked at when the transaction commits, as a deferred trigger does. */
export const inMemoryLedger = (tables: Tables): Ledger => {
  const { postings, creditLimits } = tables;
  const post: Ledger['post'] = async (posting, at) => {
    if (postings.has(posting.businessKey)) return false;
    postings.insert(posting.businessKey, { ...posting, at });
    return true;
  };
  return {
    post,
    async charge(posting, at) {
      const charged = posting.entries.find(({ account }) => account.startsWith('partner_receivable:'));
      if (!charged) throw new Error(`${posting.businessKey} charges no partner`);
      const { account, amountFen: dueFen } = charged;
      if (postings.has(posting.businessKey)) return ok(false);
      const owedFen = addMoney(balanceOf(tables, account), dueFen);
      if (owedFen > (creditLimits.get(account) ?? zeroFen)) return err({ type: 'CreditExceeded', dueFen });
      return ok(await post(posting, at));
    },
  };
};

export const inMemoryBooks = (database: InMemoryDatabase): LedgerBooks => ({
  async trialBalance() {
    const balances = new Map<LedgerAccount, Money>();
    for (const { entries } of database.committed().postings.where(() => true))
      for (const { account, amountFen } of entries)
        balances.set(account, addMoney(balances.get(account) ?? zeroFen, amountFen));
    return [...balances].map(([account, balanceFen]) => ({ account, balanceFen }));
  },
  async ofOrder(orderId) {
    const own = database
      .committed()
      .postings.where((posting) => 'orderId' in posting && posting.orderId === orderId);
    return own.flatMap(({ entries, kind, at }) => entries.map((entry) => ({ ...entry, kind, at })));
  },
});
