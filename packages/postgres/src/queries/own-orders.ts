import type { PriceLine } from '@banzhen/domain/orders';
import type { Person } from '@banzhen/domain/shared/actor';
import type { AccountId, OrderId, QuoteId } from '@banzhen/domain/shared/ids';
import { rowsOf } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { instantOf, optional } from '../sql-values.js';
import { sql } from '../statement.js';
import { ordersRelatedTo } from './relation-sql.js';

/** Orders that somebody booked or that are about patients whom they may see, the newest first, those before `before` only. */
export const ownOrderIds = async (
  { db }: SealedDatabase,
  actor: Person,
  page: { readonly now: Date; readonly limit: number; readonly before: OrderId | undefined },
): Promise<readonly OrderId[]> => {
  const rows = await rowsOf<{ id: OrderId }>(
    db,
    sql`SELECT id FROM escort_order WHERE ${ordersRelatedTo(actor, ['booker', 'proxy-view'], page.now)}
        AND ${page.before === undefined ? sql.raw('true') : sql`id < ${page.before}`}
      ORDER BY id DESC LIMIT ${page.limit}::integer`,
  );
  return rows.map(({ id }) => id);
};

export type OwnQuote = {
  readonly id: QuoteId;
  readonly createdAt: Date;
  readonly totalFen: number;
  readonly lines: readonly PriceLine[];
  readonly orderId?: OrderId;
};

/** What an account asked prices for, the newest first. */
export const quotesOf = async (
  { db }: SealedDatabase,
  accountId: AccountId,
  limit: number,
): Promise<readonly OwnQuote[]> => {
  const rows = await rowsOf<Omit<OwnQuote, 'createdAt' | 'orderId'> & { at: string; order: OrderId | null }>(
    db,
    sql`SELECT id, created_at AS at, total_fen AS "totalFen", lines, used_for AS "order" FROM quote
      WHERE account_id = ${accountId} ORDER BY created_at DESC, id DESC LIMIT ${limit}::integer`,
  );
  return rows.map(({ at, order, ...row }) => ({
    ...row,
    createdAt: instantOf(at),
    ...optional('orderId', order),
  }));
};
