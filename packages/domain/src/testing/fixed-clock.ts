import { type Clock, minutesAfter } from '../shared/clock.js';

export type FixedClock = Clock & {
  /** Lets `minutes` pass; negative ones would turn time back and are refused. */
  advance(minutes: number): void;
  set(instant: Date): void;
};

/** A clock that stands still until the test moves it. Starts on Monday 2030-01-07 at 10:00 in Beijing. */
export const fixedClock = (start: Date = new Date('2030-01-07T02:00:00Z')): FixedClock => {
  let current = start;
  return {
    now: () => new Date(current),
    advance: (minutes) => {
      if (minutes < 0) throw new RangeError(`time does not run backwards: ${minutes} minutes`);
      current = minutesAfter(current, minutes);
    },
    set: (instant) => {
      current = new Date(instant);
    },
  };
};
