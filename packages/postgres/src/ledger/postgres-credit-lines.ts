import { type CreditLine, type CreditLines, receivableOf } from '@banzhen/domain/ledger';
import type { Money } from '@banzhen/domain/shared/money';
import { type Database, rowsOf, run } from '../database.js';
import { sql } from '../statement.js';

type Row = { readonly balance: Money; readonly most: Money | null };

const NONE = 0 as Money;

const lineOf = (row: Row | undefined): CreditLine => ({
  owedFen: row?.balance ?? NONE,
  limitFen: row?.most ?? NONE,
});

/** Limits in the rows of the balances that they limit. */
export const postgresCreditLines = (db: Database): CreditLines => ({
  async find(accountId) {
    const [row] = await rowsOf<Row>(
      db,
      sql`SELECT balance_fen AS balance, limit_fen AS most FROM ledger_account
        WHERE name = ${receivableOf(accountId)} AND shard = 0`,
    );
    return lineOf(row);
  },

  async setLimit(accountId, limitFen) {
    const name = receivableOf(accountId);
    await run(
      db,
      sql`INSERT INTO ledger_account (name, shard, kind, balance_fen) VALUES (${name}, 0, 'partner_receivable', 0)
        ON CONFLICT (name, shard) DO NOTHING`,
    );
    const [before] = await rowsOf<Row>(
      db,
      sql`SELECT balance_fen AS balance, limit_fen AS most FROM ledger_account WHERE name = ${name} AND shard = 0 FOR UPDATE`,
    );
    await run(
      db,
      sql`UPDATE ledger_account SET limit_fen = ${limitFen}::bigint WHERE name = ${name} AND shard = 0`,
    );
    return lineOf(before);
  },
});
