import type { LocalDate } from '../shared/calendar.js';
import type { DepartmentId, DoctorId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import type { WaitlistEntry } from './entry.js';
import { mayGoOutOfTurn, type Turn } from './next-in-line.js';
import type { WaitlistPolicy } from './waitlist-policy.js';

/** What an entry must want to be offered a seat: where the seat is, with whom, and on which date. */
export type SeatPlace = {
  readonly departmentId: DepartmentId;
  readonly doctorId: DoctorId;
  readonly visitOn: LocalDate;
};

/** No seat of the session was given up and is on its way back (L2). */
export type NoFreedSeat = { readonly type: 'NoFreedSeat' };
/** The session is of another department or doctor, or on a date that the entry does not want (L2). */
export type SeatNotWanted = { readonly type: 'SeatNotWanted' };
/** The patient is somebody else by now, or who joined may not book for them any more (L2). */
export type NotWhoJoined = { readonly type: 'NotWhoJoined' };
/** Others wait longer, and as many offers as allowed went out of turn already (L2). */
export type OutOfTurnSpent = {
  readonly type: 'OutOfTurnSpent';
  readonly offers: number;
  readonly outOfTurn: number;
};

/** Whether the entry's department, doctor and dates are those of a seat. */
export const wantsSeat = (
  { target, wanted }: Pick<WaitlistEntry, 'target' | 'wanted'>,
  { departmentId, doctorId, visitOn }: SeatPlace,
): boolean =>
  target.departmentId === departmentId &&
  (target.doctorId === undefined || target.doctorId === doctorId) &&
  wanted.from <= visitOn &&
  visitOn < wanted.until;

/**
 * L2 by a dispatcher: a seat for an entry that wants it. Where others wait longer for the same seat it is out of turn, and
 * counts against the same share of all offers as members do.
 */
export const judgeHandOffer = (
  entry: WaitlistEntry,
  seat: SeatPlace,
  { othersWaitLonger, turn }: { readonly othersWaitLonger: boolean; readonly turn: Turn },
  policy: WaitlistPolicy,
): Result<{ readonly isOutOfTurn: boolean }, SeatNotWanted | OutOfTurnSpent> => {
  if (!wantsSeat(entry, seat)) return err({ type: 'SeatNotWanted' });
  if (othersWaitLonger && !mayGoOutOfTurn(turn, policy)) return err({ type: 'OutOfTurnSpent', ...turn });
  return ok({ isOutOfTurn: othersWaitLonger });
};
