import type {
  AlreadyWaiting,
  DatesPast,
  NoFreedSeat,
  NotWhoJoined,
  OutOfTurnSpent,
  SeatNotWanted,
  TooManyEntries,
  WaitlistMoveRefused,
} from '../waitlist/index.js';

/** Refusals of waiting for a seat. */
export type WaitlistRefusal =
  | AlreadyWaiting
  | DatesPast
  | NoFreedSeat
  | NotWhoJoined
  | OutOfTurnSpent
  | SeatNotWanted
  | TooManyEntries
  | WaitlistMoveRefused;
