import type { LedgerAccount, LedgerBooks } from '@banzhen/domain/ledger';
import type { Money } from '@banzhen/domain/shared/money';
import { type Database, rowsOf } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { instantOf } from '../sql-values.js';
import { sql } from '../statement.js';

type BalanceRow = { readonly account: LedgerAccount; readonly balance: Money };
type EntryRow = {
  readonly account: LedgerAccount;
  readonly amount: Money;
  readonly kind: string;
  readonly at: string;
};

/** Reads of the books. */
export const postgresLedgerBooks = (db: Database): LedgerBooks =>
  withSafeErrors<LedgerBooks>({
    async trialBalance() {
      const rows = await rowsOf<BalanceRow>(
        db,
        sql`SELECT name AS account, sum(balance_fen)::bigint AS balance FROM ledger_account GROUP BY name ORDER BY name`,
      );
      return rows.map(({ account, balance }) => ({ account, balanceFen: balance }));
    },

    async ofOrder(orderId) {
      const rows = await rowsOf<EntryRow>(
        db,
        sql`SELECT entry.account, entry.amount_fen AS amount, posting.kind, posting.at
          FROM ledger_entry entry JOIN ledger_posting posting ON posting.id = entry.posting_id
          WHERE posting.order_id = ${orderId}
          ORDER BY entry.posting_id, entry.ordinal`,
      );
      return rows.map(({ account, amount, kind, at }) => ({
        account,
        amountFen: amount,
        kind,
        at: instantOf(at),
      }));
    },
  });
