import type { AccountId, OrderId } from '../shared/ids.js';
import type { Money } from '../shared/money.js';
import type { Result } from '../shared/result.js';
import type { Entry, LedgerAccount, OrderPosting, Posting } from './posting.js';

/** The partner would owe more than its credit limit lets it; without a limit it may owe nothing. */
export type CreditExceeded = { readonly type: 'CreditExceeded'; readonly dueFen: Money };

/** What a partner owes, and how much it may owe, in fen. What it owes is negative where it has paid in advance or is owed something: it may order for that beside its limit. */
export type CreditLine = { readonly owedFen: Money; readonly limitFen: Money };

/** Credit limits of partners, kept with the balances that they limit. */
export interface CreditLines {
  /** Nothing owed and nothing allowed, until a limit is set. */
  find(accountId: AccountId): Promise<CreditLine>;
  /** From now on; what is owed beyond a lower limit stays owed. Answers the line before. */
  setLimit(accountId: AccountId, limitFen: Money): Promise<CreditLine>;
}

export interface Ledger {
  /** Books a posting once, whatever the limits: the same business key again changes nothing and answers false. */
  post(posting: Posting, at: Date): Promise<boolean>;
  /** As `post`, unless it makes a partner owe more than its limit: decided with the balance in one statement, of any number at once. */
  charge(posting: OrderPosting, at: Date): Promise<Result<boolean, CreditExceeded>>;
}

export type Balance = { readonly account: LedgerAccount; readonly balanceFen: Money };

/** Reads of the books. */
export interface LedgerBooks {
  /** Every account's balance; they sum to zero (N6). */
  trialBalance(): Promise<readonly Balance[]>;
  /** All entries of an order's postings, payments that went back and refunds included, in the order of booking. */
  ofOrder(orderId: OrderId): Promise<readonly (Entry & { readonly kind: string; readonly at: Date })[]>;
}
