import type { VisitClock } from '@banzhen/cli/demo';

/** A clock that several visits share. */
export interface SharedClock extends VisitClock {
  /** One visit less waits for it. */
  leave(): void;
}

interface Waiting {
  readonly instant: Date;
  readonly resume: () => void;
  readonly fail: (cause: unknown) => void;
}

/** Moves `clock` only when all visits that still go on want it to, and no further than the first of them needs. */
export function sharedClock(clock: VisitClock, visits: number): SharedClock {
  let goingOn = visits;
  let waiting: readonly Waiting[] = [];
  const moveOn = async () => {
    if (waiting.length === 0 || waiting.length < goingOn) return;
    const earliest = new Date(Math.min(...waiting.map(({ instant }) => instant.getTime())));
    const due = waiting.filter(({ instant }) => instant <= earliest);
    waiting = waiting.filter(({ instant }) => instant > earliest);
    try {
      await clock.reach(earliest);
      for (const { resume } of due) resume();
    } catch (cause) {
      for (const { fail } of due) fail(cause);
    }
  };
  return {
    now: () => clock.now(),
    reach: (instant) =>
      new Promise((resume, fail) => {
        waiting = [...waiting, { instant, resume, fail }];
        void moveOn();
      }),
    leave() {
      goingOn -= 1;
      void moveOn();
    },
  };
}
