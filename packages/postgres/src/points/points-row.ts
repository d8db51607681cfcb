import type { PointsBook, PointsEntry, PointsMovement } from '@banzhen/domain/points';
import { pointsEntries } from '../schema/members.js';
import { instantOf, optional } from '../sql-values.js';
import { type TableRows, tableRows } from '../table-rows.js';

type EntryRow = typeof pointsEntries.$inferSelect;

export const entryRows: TableRows<EntryRow> = tableRows(pointsEntries);

export const entryOf = (row: EntryRow): PointsEntry => ({
  tenantId: row.tenantId,
  accountId: row.accountId,
  seq: row.seq,
  kind: row.kind,
  bizId: row.bizId,
  points: row.points,
  leftAfter: row.leftAfter,
  debtAfter: row.debtAfter,
  at: row.at,
  by: { as: row.byCapacity, ...optional('accountId', row.byAccount) },
  ...optional('ofSeq', row.ofSeq),
  ...optional('cause', row.cause),
});

/** An entry, by column. */
export const rowOfEntry = ({ entry }: PointsMovement) => ({
  seq: entry.seq,
  kind: entry.kind,
  biz_id: entry.bizId,
  points: entry.points,
  left_after: entry.leftAfter,
  debt_after: entry.debtAfter,
  at: entry.at,
  by_capacity: entry.by.as,
  by_account: entry.by.accountId,
  of_seq: entry.ofSeq,
  cause: entry.cause,
});

/** A book as one statement answers it. */
export type BookRow = {
  readonly last_seq: number;
  readonly last_lot_no: number;
  readonly debt: number;
  readonly lots: readonly { readonly no: number; readonly left: number; readonly expiresAt: string }[];
};

export const bookOf = (
  { tenantId, accountId }: Pick<PointsBook, 'tenantId' | 'accountId'>,
  row: BookRow,
): PointsBook => ({
  tenantId,
  accountId,
  lastSeq: row.last_seq,
  lastLotNo: row.last_lot_no,
  lots: row.lots.map((lot) => ({ ...lot, expiresAt: instantOf(lot.expiresAt) })),
  debt: row.debt,
});
