import type { AccountId, TenantId } from '../shared/ids.js';
import type { Draw, PointsMovement } from './entry.js';

/** Points that expire together; `no` counts the lots of an account from 1. */
export type PointsLot = { readonly no: number; readonly left: number; readonly expiresAt: Date };

/** The points of an account as its entries leave them: a lot that has nothing left is not listed. */
export type PointsBook = {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  /** The last entry and the last lot there are; 0 before the first. */
  readonly lastSeq: number;
  readonly lastLotNo: number;
  readonly lots: readonly PointsLot[];
  /** What was clawed back beyond the balance; while it lasts there is no lot (T1). */
  readonly debt: number;
};

/** The book of an account to which nothing has happened yet. */
export const emptyBook = (tenantId: TenantId, accountId: AccountId): PointsBook => ({
  tenantId,
  accountId,
  lastSeq: 0,
  lastLotNo: 0,
  lots: [],
  debt: 0,
});

const sumLeft = (lots: readonly PointsLot[]): number => lots.reduce((sum, { left }) => sum + left, 0);

/** What all lots still have, expired ones included until their EXPIRE is written. */
export const leftIn = ({ lots }: PointsBook): number => sumLeft(lots);

/** The sum of all entries (T1): negative by what is owed. */
export const balanceOf = (book: PointsBook): number => leftIn(book) - book.debt;

/** What may be spent at `at`: what has expired does not count, whether its EXPIRE is written or not. */
export const spendableAt = ({ lots }: PointsBook, at: Date): number =>
  sumLeft(lots.filter(({ expiresAt }) => at < expiresAt));

/** Lots in the order in which they are used: what expires first, then the older one (T1). */
const inOrderOfUse = (lots: readonly PointsLot[]): readonly PointsLot[] =>
  lots.toSorted((one, other) => one.expiresAt.getTime() - other.expiresAt.getTime() || one.no - other.no);

/** At most `points` from these lots, the one that expires first before the others. */
export const drawsFrom = (lots: readonly PointsLot[], points: number): readonly Draw[] => {
  let wanted = points;
  return inOrderOfUse(lots).flatMap(({ no, left }) => {
    const taken = Math.min(wanted, left);
    wanted -= taken;
    return taken > 0 ? [{ lotNo: no, points: taken }] : [];
  });
};

/** The book after a movement. */
export const afterMovement = (book: PointsBook, { entry, grants, draws }: PointsMovement): PointsBook => {
  const drawn = new Map(draws.map(({ lotNo, points }) => [lotNo, points]));
  const kept = book.lots.map((lot) => ({ ...lot, left: lot.left - (drawn.get(lot.no) ?? 0) }));
  const added = grants.map(({ lotNo, points, expiresAt }) => ({ no: lotNo, left: points, expiresAt }));
  return {
    ...book,
    lastSeq: entry.seq,
    lastLotNo: Math.max(book.lastLotNo, ...added.map(({ no }) => no)),
    lots: [...kept, ...added].filter(({ left }) => left > 0),
    debt: entry.debtAfter,
  };
};
