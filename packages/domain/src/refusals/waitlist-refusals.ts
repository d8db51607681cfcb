import type { AlreadyWaiting, DatesPast, TooManyEntries, WaitlistMoveRefused } from '../waitlist/index.js';

/** Refusals of waiting for a seat. */
export type WaitlistRefusal = AlreadyWaiting | DatesPast | TooManyEntries | WaitlistMoveRefused;
