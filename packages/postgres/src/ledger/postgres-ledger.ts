import type { Ledger, LedgerAccount, OrderPosting, Posting } from '@banzhen/domain/ledger';
import type { Money } from '@banzhen/domain/shared/money';
import { err, ok } from '@banzhen/domain/shared/result';
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
const LIMITED = 'partner_receivable';

const kindOf = (account: LedgerAccount): string => account.split(':', 1)[0] ?? account;

const shardOf = (kind: string): number => (busyKinds.has(kind) ? Math.floor(Math.random() * SHARDS) : 0);

const rowsFor = ({ entries }: Posting) =>
  entries.map(({ account, amountFen }, index) => {
    const kind = kindOf(account);
    return { ordinal: index + 1, account, kind, shard: shardOf(kind), amount: amountFen };
  });

type Posted = { readonly accounts: number; readonly moved: number };

/**
 * Books a posting and its balances in one statement; accounts are touched in the order of their names, so that two
 * postings cannot deadlock. The zero sum is checked by the database when the transaction commits.
 * A balance of the limited kind that its limit does not let grow is not moved: with its row locked, so that no other posting comes
 * in between.
 */
const book = async (
  db: Database,
  posting: Posting,
  bookedAt: Date,
  limitedKind: typeof LIMITED | '' = '',
): Promise<Posted | undefined> => {
  const { businessKey, kind } = posting;
  const orderId = 'orderId' in posting ? posting.orderId : null;
  const settlementId = 'settlementId' in posting ? posting.settlementId : null;

  const [posted] = await rowsOf<Posted>(
    db,
    sql`WITH posted AS (
          INSERT INTO ledger_posting (business_key, kind, order_id, settlement_id, at)
          VALUES (${businessKey}, ${kind}, ${orderId}::uuid, ${settlementId}::uuid, ${at(bookedAt)})
          ON CONFLICT (business_key) DO NOTHING RETURNING id
        ), entry AS MATERIALIZED (
          SELECT posted.id AS posting_id, given.* FROM posted, jsonb_to_recordset(${jsonRows(rowsFor(posting))}) AS given(
            ordinal integer, account text, kind text, shard smallint, amount bigint)
        ), account AS MATERIALIZED (
          SELECT account AS name, shard, kind, sum(amount)::bigint AS amount FROM entry GROUP BY account, shard, kind
        ), balanced AS (
          INSERT INTO ledger_account (name, shard, kind, balance_fen)
          SELECT name, shard, kind, amount FROM account ORDER BY name, shard
          ON CONFLICT (name, shard) DO UPDATE SET balance_fen = ledger_account.balance_fen + excluded.balance_fen
            WHERE ledger_account.kind <> ${limitedKind}
              OR ledger_account.balance_fen + excluded.balance_fen <= coalesce(ledger_account.limit_fen, 0)
          RETURNING kind <> ${limitedKind} OR balance_fen <= coalesce(limit_fen, 0) AS is_allowed
        ), written AS (
          INSERT INTO ledger_entry (posting_id, ordinal, account, shard, amount_fen)
          SELECT posting_id, ordinal, account, shard, amount FROM entry
        )
        SELECT (SELECT count(*) FROM account)::integer AS accounts,
          (SELECT count(*) FROM balanced WHERE is_allowed)::integer AS moved FROM posted`,
  );
  return posted;
};

const dueOf = ({ entries, businessKey }: OrderPosting): Money => {
  const due = entries.find(({ account }) => kindOf(account) === LIMITED);
  if (!due) throw new Error(`${businessKey} charges no partner`);
  return due.amountFen;
};

/** The books, whose sums are right whoever posts at the same time. */
export const postgresLedger = (db: Database): Ledger => ({
  async post(posting, bookedAt) {
    return (await book(db, posting, bookedAt)) !== undefined;
  },
  async charge(posting, bookedAt) {
    const dueFen = dueOf(posting);
    const posted = await book(db, posting, bookedAt, LIMITED);
    if (posted && posted.moved < posted.accounts) return err({ type: 'CreditExceeded', dueFen });
    return ok(posted !== undefined);
  },
});
