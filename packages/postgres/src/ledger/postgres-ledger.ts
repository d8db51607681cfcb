import type { Ledger, LedgerAccount } from '@banzhen/domain/ledger';
import { type Database, rowsOf } from '../database.js';
import { at, jsonRows } from '../sql-values.js';
import { sql } from '../statement.js';

/** Accounts that every order touches, kept in several rows each. */
const busyKinds = new Set([
  'psp_clearing',
  'commission_income',
  'tax_payable',
  'refund_in_flight',
  'suspense',
]);
const SHARDS = 16;

const kindOf = (account: LedgerAccount): string => account.split(':', 1)[0] ?? account;

const shardOf = (kind: string): number => (busyKinds.has(kind) ? Math.floor(Math.random() * SHARDS) : 0);

/**
 * Books a posting and its balances in one statement; accounts are touched in the order of their names, so that two
 * postings cannot deadlock. The zero sum is checked by the database when the transaction commits.
 */
export const postgresLedger = (db: Database): Ledger => ({
  async post({ businessKey, kind, orderId, entries }, bookedAt) {
    const rows = entries.map(({ account, amountFen }, index) => {
      const accountKind = kindOf(account);
      return {
        ordinal: index + 1,
        account,
        kind: accountKind,
        shard: shardOf(accountKind),
        amount: amountFen,
      };
    });
    const posted = await rowsOf(
      db,
      sql`WITH posted AS (
          INSERT INTO ledger_posting (business_key, kind, order_id, at)
          VALUES (${businessKey}, ${kind}, ${orderId}, ${at(bookedAt)})
          ON CONFLICT (business_key) DO NOTHING RETURNING id
        ), entry AS MATERIALIZED (
          SELECT posted.id AS posting_id, given.* FROM posted, jsonb_to_recordset(${jsonRows(rows)}) AS given(
            ordinal integer, account text, kind text, shard smallint, amount bigint)
        ), balanced AS (
          INSERT INTO ledger_account (name, shard, kind, balance_fen)
          SELECT account, shard, kind, sum(amount)::bigint FROM entry GROUP BY account, shard, kind ORDER BY account, shard
          ON CONFLICT (name, shard) DO UPDATE SET balance_fen = ledger_account.balance_fen + excluded.balance_fen
        ), written AS (
          INSERT INTO ledger_entry (posting_id, ordinal, account, shard, amount_fen)
          SELECT posting_id, ordinal, account, shard, amount FROM entry
        )
        SELECT id FROM posted`,
    );
    return posted.length === 1;
  },
});
