import type { PointsBookDto } from '@banzhen/contracts';

type Lot = PointsBookDto['lots'][number];
type Entry = PointsBookDto['entries'][number];

/** A lot, and whether its time is over: what has expired is not spendable, though its EXPIRE may not be written yet. */
export type LotRow = Lot & { readonly isExpired: boolean };

/** An entry with the balance that it left. */
export type EntryRow = Entry & { readonly balanceAfter: number };

export const lotRows = (lots: readonly Lot[], nowMs: number): readonly LotRow[] =>
  lots
    .map((lot) => ({ ...lot, isExpired: Date.parse(lot.expiresAt) <= nowMs }))
    .toSorted((left, right) => left.expiresAt.localeCompare(right.expiresAt) || left.no - right.no);

export const entryRows = (entries: readonly Entry[]): readonly EntryRow[] =>
  entries.map((entry) => ({ ...entry, balanceAfter: entry.leftAfter - entry.debtAfter }));

/** How the balance comes about: what the lots still have, less what is owed. It is the sum of all entries, or the book is wrong. */
export const sumsOf = ({ lots, debt, balance }: Pick<PointsBookDto, 'lots' | 'debt' | 'balance'>) => {
  const inLots = lots.reduce((sum, { left }) => sum + left, 0);
  return { inLots, debt, balance, isWhole: inLots - debt === balance };
};

/** Whether entries that follow one another, the newest first, lead from each balance to the next. */
export const isUnbroken = (entries: readonly Entry[]): boolean =>
  entryRows(entries).every((entry, index, rows) => {
    const older = rows[index + 1];
    return older === undefined || entry.balanceAfter === older.balanceAfter + entry.points;
  });
