import type { OrderId } from '../shared/ids.js';
import type { Money } from '../shared/money.js';
import type { Entry, LedgerAccount, Posting } from './posting.js';

export interface Ledger {
  /** Books a posting once: the same business key again changes nothing and answers false. */
  post(posting: Posting, at: Date): Promise<boolean>;
}

export type Balance = { readonly account: LedgerAccount; readonly balanceFen: Money };

/** Reads of the books. */
export interface LedgerBooks {
  /** Every account's balance; they sum to zero (N6). */
  trialBalance(): Promise<readonly Balance[]>;
  /** All entries of an order's postings, payments that went back and refunds included, in the order of booking. */
  ofOrder(orderId: OrderId): Promise<readonly (Entry & { readonly kind: string; readonly at: Date })[]>;
}
