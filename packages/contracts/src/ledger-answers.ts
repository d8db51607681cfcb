import { z } from 'zod';
import { type Answer, count, fen, id, instant, list } from './answer.js';

/** An account of the ledger, with whom or what it belongs to where that is one person or one order. */
export const ledgerAccount = z.object({ account: z.string(), name: z.string().exactOptional() });
export type LedgerAccountDto = Answer<typeof ledgerAccount>;

export const ledgerEntry = ledgerAccount.extend({ amountFen: fen });
export type LedgerEntryDto = Answer<typeof ledgerEntry>;

/** What money was moved for: an order, or what a partner has paid for its account. */
export const postingSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), orderId: id, orderNo: z.string() }),
  z.object({
    ...{ kind: z.literal('settlement'), settlementId: id, partnerId: id },
    /** For those who book transfers. */
    bankReference: z.string().exactOptional(),
  }),
]);

/** One booking: its entries sum to zero. */
export const ledgerPosting = z.object({
  postingId: z.string(),
  kind: z.string(),
  at: instant,
  about: postingSubject,
  entries: list(ledgerEntry),
});
export type LedgerPostingDto = Answer<typeof ledgerPosting>;

export const ledgerPostings = z.object({ rows: list(ledgerPosting), nextCursor: z.string().exactOptional() });
export type LedgerPostingsDto = Answer<typeof ledgerPostings>;

export const trialBalance = z.object({
  /** What orders hold is one line, `order_hold`, with the number of orders that hold something. */
  accounts: list(ledgerAccount.extend({ balanceFen: fen, orders: count.exactOptional() })),
  /** Always zero. */
  sumFen: fen,
});
export type TrialBalanceDto = Answer<typeof trialBalance>;
