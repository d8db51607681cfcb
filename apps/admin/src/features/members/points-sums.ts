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

/** What an adjustment does to a book. */
export type Adjustment = {
  readonly direction: 'up' | 'down';
  /** Whether there is as much to take. */
  readonly isPossible: boolean;
  /** Of what is added, what pays a debt off. */
  readonly paysDebt: number;
  readonly balanceAfter: number;
  /** As many as may be taken. */
  readonly most: number;
};

/** T1: what is added pays a debt first; no more is taken than can be spent. */
export const adjustmentIn = (
  { balance, debt, spendable }: Pick<PointsBookDto, 'balance' | 'debt' | 'spendable'>,
  direction: Adjustment['direction'],
  points: number,
): Adjustment => ({
  direction,
  isPossible: points >= 1 && (direction === 'up' || points <= spendable),
  paysDebt: direction === 'up' ? Math.min(points, debt) : 0,
  balanceAfter: balance + (direction === 'up' ? points : -points),
  most: spendable,
});
