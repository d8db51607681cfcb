/** Where a primary was in its log at an instant of this process's clock, in ms and bytes. */
export type LogPosition = { readonly at: number; readonly bytes: bigint };

/** At two a second for more than five minutes; a replica that is further behind is behind anyway. */
const MOST_POSITIONS = 1_000;

/**
 * Up to which instant a replica has everything, by one clock: positions of the primary are remembered with the instant before
 * they were asked for, and a replica that has replayed a position has all that was committed by then. It needs no writes while
 * nobody writes, and does not trust the clocks of other machines.
 */
export const replayMemory = () => {
  let ahead: LogPosition[] = [];
  let seenUpTo: number | undefined;
  return {
    primaryIsAt(position: LogPosition): void {
      ahead.push(position);
      if (ahead.length > MOST_POSITIONS) ahead.shift();
    },
    replicaReplayed(bytes: bigint): void {
      for (const position of ahead)
        if (position.bytes <= bytes) seenUpTo = Math.max(seenUpTo ?? position.at, position.at);
      ahead = ahead.filter((position) => position.bytes > bytes);
    },
    /** The instant; undefined before the first look. */
    seenUpTo: (): number | undefined => seenUpTo,
    /** The replica may be another one by now. */
    forget(): void {
      ahead = [];
      seenUpTo = undefined;
    },
  };
};
