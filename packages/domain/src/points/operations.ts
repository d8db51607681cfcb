import { err, ok, type Result } from '../shared/result.js';
import { leftIn, type PointsBook, spendableAt } from './book.js';
import type { AdjustmentCause } from './entry.js';
import {
  credited,
  debited,
  expireDue,
  type PointsAct,
  type PointsOutcome,
  type PointsPart,
} from './movement.js';
import { type PointsNotForThisRole, permitPoints } from './points-table.js';

/** The most that one movement may add or take. */
export const MOST_POINTS = 1_000_000_000;

/** Points are whole, more than zero and at most `MOST_POINTS`. */
export type WrongPoints = { readonly type: 'WrongPoints'; readonly given: number };
/** Points would have expired before they are there. */
export type ExpiryPast = { readonly type: 'ExpiryPast'; readonly expiresAt: Date };
/** Fewer points are there, or have not expired, than are wanted. */
export type NotEnoughPoints = {
  readonly type: 'NotEnoughPoints';
  readonly wanted: number;
  readonly available: number;
};
/** An entry has not spent so much, or it has come back already. */
export type MoreThanSpent = {
  readonly type: 'MoreThanSpent';
  readonly wanted: number;
  readonly restorable: number;
};

const isWhole = (points: number): boolean =>
  Number.isSafeInteger(points) && points > 0 && points <= MOST_POINTS;

const checked = (
  points: number,
  now: Date,
  expiresAt?: Date,
): Result<undefined, WrongPoints | ExpiryPast> => {
  if (!isWhole(points)) return err({ type: 'WrongPoints', given: points });
  if (expiresAt && !(now < expiresAt)) return err({ type: 'ExpiryPast', expiresAt });
  return ok(undefined);
};

type Wanted<More = unknown> = { readonly bizId: string; readonly points: number } & More;

/** T1 EARN: whole points that expire at an instant; what is owed is paid first. */
export const earnPoints = (
  book: PointsBook,
  { bizId, points, expiresAt }: Wanted<{ readonly expiresAt: Date }>,
  act: PointsAct,
): Result<PointsOutcome, PointsNotForThisRole | WrongPoints | ExpiryPast> => {
  const row = permitPoints('EARN', act.by);
  if (!row.ok) return row;
  const right = checked(points, act.now, expiresAt);
  if (!right.ok) return right;
  return ok(credited(expireDue(book, act.now), { kind: 'EARN', bizId }, [{ points, expiresAt }], act));
};

/** T1 SPEND: the first to expire first; refused beyond what has not expired at `act.now`. */
export const spendPoints = (
  book: PointsBook,
  { bizId, points }: Wanted,
  act: PointsAct,
): Result<PointsOutcome, PointsNotForThisRole | WrongPoints | NotEnoughPoints> => {
  const row = permitPoints('SPEND', act.by);
  if (!row.ok) return row;
  if (!isWhole(points)) return err({ type: 'WrongPoints', given: points });
  const available = spendableAt(book, act.now);
  if (points > available) return err({ type: 'NotEnoughPoints', wanted: points, available });
  const before = expireDue(book, act.now);
  return ok(debited(before, { kind: 'SPEND', bizId }, { points, lots: before.book.lots }, act));
};

/** What an entry has spent, by the expiry that it had, and how much of it was given back since. */
export type SpentPoints = {
  readonly seq: number;
  readonly parts: readonly PointsPart[];
  readonly restored: number;
};

/** The last `points` of what is still gone, those that expire last first. */
const partsToRestore = (
  { parts, restored }: SpentPoints,
  points: number,
  earliestExpiry: Date,
): PointsPart[] => {
  let [skip, wanted] = [restored, points];
  return parts
    .toSorted((one, other) => other.expiresAt.getTime() - one.expiresAt.getTime())
    .flatMap((part) => {
      const skipped = Math.min(skip, part.points);
      const back = Math.min(wanted, part.points - skipped);
      skip -= skipped;
      wanted -= back;
      const expiresAt = part.expiresAt < earliestExpiry ? earliestExpiry : part.expiresAt;
      return back > 0 ? [{ points: back, expiresAt }] : [];
    });
};

/**
 * T1 RESTORE: gives back what was spent on something that did not come to be, whole or in parts. Points keep the expiry that
 * they had, but not before `earliestExpiry`: who could not use them in time does not lose them.
 */
export const restorePoints = (
  book: PointsBook,
  wanted: Wanted<{ readonly spent: SpentPoints; readonly earliestExpiry: Date }>,
  act: PointsAct,
): Result<PointsOutcome, PointsNotForThisRole | WrongPoints | ExpiryPast | MoreThanSpent> => {
  const { bizId, points, spent, earliestExpiry } = wanted;
  const row = permitPoints('RESTORE', act.by);
  if (!row.ok) return row;
  const right = checked(points, act.now, earliestExpiry);
  if (!right.ok) return right;
  const restorable = spent.parts.reduce((sum, part) => sum + part.points, 0) - spent.restored;
  if (points > restorable) return err({ type: 'MoreThanSpent', wanted: points, restorable });
  const about = { kind: 'RESTORE', bizId, ofSeq: spent.seq } as const;
  return ok(credited(expireDue(book, act.now), about, partsToRestore(spent, points, earliestExpiry), act));
};

/** T1 CLAWBACK: takes back what was earned by something that was undone; what is not there any more is owed. */
export const clawBackPoints = (
  book: PointsBook,
  { bizId, points }: Wanted,
  act: PointsAct,
): Result<PointsOutcome, PointsNotForThisRole | WrongPoints> => {
  const row = permitPoints('CLAWBACK', act.by);
  if (!row.ok) return row;
  if (!isWhole(points)) return err({ type: 'WrongPoints', given: points });
  const before = expireDue(book, act.now);
  return ok(debited(before, { kind: 'CLAWBACK', bizId }, { points, lots: before.book.lots }, act));
};

export type Adjustment = Wanted<
  { readonly cause: AdjustmentCause } & (
    | { readonly direction: 'up'; readonly expiresAt: Date }
    | { readonly direction: 'down' }
  )
>;

/** T1 ADJUST: an administrator or finance adds points, or takes no more than there are, for a cause. */
export const adjustPoints = (
  book: PointsBook,
  adjustment: Adjustment,
  act: PointsAct,
): Result<PointsOutcome, PointsNotForThisRole | WrongPoints | ExpiryPast | NotEnoughPoints> => {
  const { bizId, points, cause } = adjustment;
  const row = permitPoints('ADJUST', act.by);
  if (!row.ok) return row;
  const expiresAt = adjustment.direction === 'up' ? adjustment.expiresAt : undefined;
  const right = checked(points, act.now, expiresAt);
  if (!right.ok) return right;
  const before = expireDue(book, act.now);
  const about = { kind: 'ADJUST', bizId, cause } as const;
  if (expiresAt) return ok(credited(before, about, [{ points, expiresAt }], act));
  const available = leftIn(before.book);
  if (points > available) return err({ type: 'NotEnoughPoints', wanted: points, available });
  return ok(debited(before, about, { points, lots: before.book.lots }, act));
};
