import type { PointsBook, PointsMovement, PointsStore } from '@banzhen/domain/points';
import type { AccountId, TenantId } from '@banzhen/domain/shared/ids';
import { done, err } from '@banzhen/domain/shared/result';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import { at, instantOf, jsonRows } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { type BookRow, bookOf, entryOf, entryRows, rowOfEntry } from './points-row.js';

const lockRow = async (db: Database, accountId: AccountId): Promise<boolean> => {
  const rows = await rowsOf(
    db,
    sql`SELECT account_id FROM points_account WHERE account_id = ${accountId} FOR UPDATE`,
  );
  return rows.length === 1;
};

const lockAccount = async (db: Database, tenantId: TenantId, accountId: AccountId): Promise<void> => {
  if (await lockRow(db, accountId)) return;
  await run(
    db,
    sql`INSERT INTO points_account (account_id, tenant_id) VALUES (${accountId}, ${tenantId}) ON CONFLICT DO NOTHING`,
  );
  if (!(await lockRow(db, accountId))) throw new Error('the account of these points is not to be seen');
};

/** Read by a statement of its own after the lock, so that it sees what whoever had the lock has written. */
const bookRow = (accountId: AccountId): Statement => sql`SELECT
    coalesce(last.seq, 0) AS last_seq, coalesce(last.debt_after, 0) AS debt,
    coalesce((SELECT max(lot_no) FROM points_lot WHERE account_id = ${accountId}), 0) AS last_lot_no,
    coalesce((SELECT jsonb_agg(jsonb_build_object('no', lot_no, 'left', unused, 'expiresAt', expires_at) ORDER BY lot_no)
      FROM (SELECT lot_no, expires_at, points - coalesce((SELECT sum(points) FROM points_draw
          WHERE points_draw.account_id = points_lot.account_id AND points_draw.lot_no = points_lot.lot_no), 0) AS unused
        FROM points_lot WHERE account_id = ${accountId}
          AND lot_no >= (SELECT first_lot_no FROM points_account WHERE account_id = ${accountId})) lots WHERE unused > 0), '[]') AS lots
  FROM (VALUES (true)) always LEFT JOIN LATERAL (
    SELECT seq, debt_after FROM points_entry WHERE account_id = ${accountId} ORDER BY seq DESC LIMIT 1) last ON true`;

const grantRows = (movements: readonly PointsMovement[]) =>
  movements.flatMap(({ entry: { seq }, grants }) =>
    grants.map(({ lotNo, points, expiresAt }) => ({ seq, lot_no: lotNo, points, expires_at: expiresAt })),
  );

const drawRows = (movements: readonly PointsMovement[]) =>
  movements.flatMap(({ entry: { seq }, draws }) =>
    draws.map(({ lotNo, points }) => ({ seq, lot_no: lotNo, points })),
  );

/** What the row of the account remembers of a book, so that jobs find it and readers need not go through its past. */
const hintsOf = ({ lots, lastLotNo }: PointsBook) => ({
  nextExpiry:
    lots.length > 0
      ? at(new Date(Math.min(...lots.map(({ expiresAt }) => expiresAt.getTime()))))
      : sql`NULL::timestamptz`,
  firstLotNo: Math.min(lastLotNo + 1, ...lots.map(({ no }) => no)),
});

/**
 * Points as append-only rows. Whoever decides holds the row of the account; entries, lots and draws are one statement, and
 * what they add up to is checked by the database when the transaction commits.
 */
export const postgresPoints = (db: Database): PointsStore => ({
  async lock(tenantId, accountId) {
    await lockAccount(db, tenantId, accountId);
    return bookOf({ tenantId, accountId }, await rowOf<BookRow>(db, bookRow(accountId)));
  },

  async book(tenantId, accountId) {
    return bookOf({ tenantId, accountId }, await rowOf<BookRow>(db, bookRow(accountId)));
  },

  async append({ book, movements }) {
    if (movements.length === 0) return done;
    const { tenantId, accountId } = book;
    const { nextExpiry, firstLotNo } = hintsOf(book);
    const written = await rowsOf<{ seq: number }>(
      db,
      sql`WITH entry AS (
          INSERT INTO points_entry (account_id, tenant_id, seq, kind, biz_id, points, left_after, debt_after, at,
            by_capacity, by_account, of_seq, cause)
          SELECT ${accountId}::uuid, ${tenantId}::uuid, given.* FROM jsonb_to_recordset(${jsonRows(movements.map(rowOfEntry))})
            AS given(seq bigint, kind text, biz_id text, points bigint, left_after bigint, debt_after bigint,
              at timestamptz, by_capacity text, by_account uuid, of_seq bigint, cause text)
          ON CONFLICT (tenant_id, kind, biz_id) DO NOTHING RETURNING seq
        ), lot AS (
          INSERT INTO points_lot (account_id, tenant_id, seq, lot_no, points, expires_at)
          SELECT ${accountId}::uuid, ${tenantId}::uuid, seq, lot_no, points, expires_at
          FROM jsonb_to_recordset(${jsonRows(grantRows(movements))})
            AS given(seq bigint, lot_no bigint, points bigint, expires_at timestamptz) JOIN entry USING (seq)
        ), drawn AS (
          INSERT INTO points_draw (account_id, tenant_id, seq, lot_no, points)
          SELECT ${accountId}::uuid, ${tenantId}::uuid, seq, lot_no, points
          FROM jsonb_to_recordset(${jsonRows(drawRows(movements))})
            AS given(seq bigint, lot_no bigint, points bigint) JOIN entry USING (seq)
        ), noted AS (
          UPDATE points_account SET next_expiry_at = ${nextExpiry}, first_lot_no = ${firstLotNo}::bigint
          WHERE account_id = ${accountId}
            AND (next_expiry_at IS DISTINCT FROM ${nextExpiry} OR first_lot_no <> ${firstLotNo}::bigint)
        )
        SELECT seq FROM entry`,
    );
    const seqs = new Set(written.map(({ seq }) => seq));
    const booked = movements.find(({ entry }) => !seqs.has(entry.seq))?.entry;
    return booked ? err({ type: 'AlreadyBooked', kind: booked.kind, bizId: booked.bizId }) : done;
  },

  async find(tenantId, kind, bizId) {
    const [row] = await rowsOf<Readonly<Record<string, unknown>>>(
      db,
      sql`SELECT ${entryRows.columns} FROM points_entry
        WHERE tenant_id = ${tenantId} AND kind = ${kind} AND biz_id = ${bizId}`,
    );
    return row && entryOf(entryRows.read(row));
  },

  async spentFor(tenantId, bizId) {
    const rows = await rowsOf<{ seq: number; points: number; expires_at: string; restored: number }>(
      db,
      sql`SELECT spent.seq, drawn.points, lot.expires_at, coalesce((SELECT sum(back.points) FROM points_entry back
            WHERE back.account_id = spent.account_id AND back.of_seq = spent.seq), 0)::bigint AS restored
        FROM points_entry spent
        JOIN points_draw drawn ON drawn.account_id = spent.account_id AND drawn.seq = spent.seq
        JOIN points_lot lot ON lot.account_id = drawn.account_id AND lot.lot_no = drawn.lot_no
        WHERE spent.tenant_id = ${tenantId} AND spent.kind = 'SPEND' AND spent.biz_id = ${bizId}`,
    );
    const [first] = rows;
    if (!first) return undefined;
    const parts = rows.map(({ points, expires_at }) => ({ points, expiresAt: instantOf(expires_at) }));
    return { seq: first.seq, parts, restored: first.restored };
  },

  async entriesOf(accountId, limit, beforeSeq) {
    const rows = await rowsOf<Readonly<Record<string, unknown>>>(
      db,
      sql`SELECT ${entryRows.columns} FROM points_entry WHERE account_id = ${accountId}
        AND (${beforeSeq ?? null}::bigint IS NULL OR seq < ${beforeSeq ?? null}::bigint)
        ORDER BY seq DESC LIMIT ${limit}::integer`,
    );
    return rows.map((row) => entryOf(entryRows.read(row)));
  },
});
