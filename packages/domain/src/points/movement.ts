import type { ActorRef } from '../shared/actor.js';
import { afterMovement, drawsFrom, leftIn, type PointsBook, type PointsLot } from './book.js';
import type { Draw, Grant, PointsEntry, PointsMovement } from './entry.js';

/** When and by whom points are moved. */
export type PointsAct = { readonly now: Date; readonly by: ActorRef };

/** The next book and the movements that lead to it, in their order. */
export type PointsOutcome = { readonly book: PointsBook; readonly movements: readonly PointsMovement[] };

/** Points that are to expire at an instant. */
export type PointsPart = { readonly points: number; readonly expiresAt: Date };

/** What an entry says beside its numbers. */
export type About = Pick<PointsEntry, 'kind' | 'bizId' | 'ofSeq' | 'cause'>;

const sumOf = (parts: readonly { readonly points: number }[]): number =>
  parts.reduce((sum, { points }) => sum + points, 0);

type Change = { readonly grants: readonly Grant[]; readonly draws: readonly Draw[]; readonly debt: number };

const moved = (
  { book, movements }: PointsOutcome,
  about: About,
  { grants, draws, debt }: Change,
  act: PointsAct,
): PointsOutcome => {
  const granted = sumOf(grants) - sumOf(draws);
  const entry: PointsEntry = {
    ...about,
    tenantId: book.tenantId,
    accountId: book.accountId,
    seq: book.lastSeq + 1,
    points: granted - (debt - book.debt),
    leftAfter: leftIn(book) + granted,
    debtAfter: debt,
    at: act.now,
    by: act.by,
  };
  const movement = { entry, grants, draws };
  return { book: afterMovement(book, movement), movements: [...movements, movement] };
};

/** Adds points: what is owed takes its part first, what is left becomes lots (T1). */
export const credited = (
  before: PointsOutcome,
  about: About,
  parts: readonly PointsPart[],
  act: PointsAct,
): PointsOutcome => {
  let { debt } = before.book;
  const kept = parts.flatMap(({ points, expiresAt }) => {
    const owed = Math.min(debt, points);
    debt -= owed;
    return points > owed ? [{ points: points - owed, expiresAt }] : [];
  });
  const grants = kept.map((part, index) => ({ ...part, lotNo: before.book.lastLotNo + index + 1 }));
  return moved(before, about, { grants, draws: [], debt }, act);
};

/** Takes points from `lots`, the first to expire first; what they do not have is owed. */
export const debited = (
  before: PointsOutcome,
  about: About,
  { points, lots }: { readonly points: number; readonly lots: readonly PointsLot[] },
  act: PointsAct,
): PointsOutcome => {
  const draws = drawsFrom(lots, points);
  const debt = before.book.debt + points - sumOf(draws);
  return moved(before, about, { grants: [], draws, debt }, act);
};

/**
 * Writes off what has expired, one EXPIRE for each lot (T1). Every other movement begins with it, so that what has expired
 * neither pays for anything nor covers what is clawed back.
 */
export const expireDue = (book: PointsBook, now: Date): PointsOutcome => {
  const due = book.lots.filter(({ expiresAt }) => expiresAt <= now);
  return due.reduce<PointsOutcome>(
    (before, lot) =>
      debited(
        before,
        { kind: 'EXPIRE', bizId: `${book.accountId}:${lot.no}` },
        { points: lot.left, lots: [lot] },
        { now, by: { as: 'SYS' } },
      ),
    { book, movements: [] },
  );
};
