/** Numbers of the waitlist, versioned with those of appointments; durations in the unit that the name says. */
export type WaitlistPolicy = {
  /** L1: how many live entries a real person may have. */
  readonly liveEntries: number;
  readonly offer: {
    readonly minutes: number;
    /** For visits that begin sooner than `soonMinutes` after the offer; nothing pauses it. */
    readonly soonMinutes: number;
    readonly minutesWhenSoon: number;
    /** Outside these hours of the clinic's clocks the time of an offer stands still. */
    readonly hours: { readonly fromMinute: number; readonly toMinute: number };
  };
  /** L4: after so many offers without an answer an entry is paused. */
  readonly pauseAfter: number;
  /** L2: of ten thousand offers of a department, how many may go to a member out of turn. The store allows a fifth at most. */
  readonly outOfTurnBp: number;
};

/** L1–L5 as the state machines have them. */
export const defaultWaitlistPolicy: WaitlistPolicy = {
  liveEntries: 5,
  offer: {
    minutes: 30,
    soonMinutes: 24 * 60,
    minutesWhenSoon: 10,
    hours: { fromMinute: 7 * 60, toMinute: 22 * 60 },
  },
  pauseAfter: 2,
  outOfTurnBp: 2_000,
};
