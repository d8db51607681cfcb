/**
 * How many calls are under way at once, counted where they are made: one that was given up has left its place, though whoever it
 * went to may still be closing it.
 */
export const underWay = () => {
  let [now, most] = [0, 0];
  return {
    /** The most that there were. */
    most: () => most,
    async during<Answered>(call: Promise<Answered>): Promise<Answered> {
      now += 1;
      most = Math.max(most, now);
      try {
        return await call;
      } finally {
        now -= 1;
      }
    },
  };
};
