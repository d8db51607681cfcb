/** Chance that a seed repeats. */
export interface Dice {
  readonly seed: number;
  /** A whole number from `from` to `to`. */
  readonly pick: (from: number, to: number) => number;
  readonly oneOf: <Item>(items: readonly Item[]) => Item;
}

/** Mulberry32. */
export function diceOf(seed: number): Dice {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    seed,
    pick,
    oneOf: (items) => {
      const item = items[pick(0, items.length - 1)];
      if (item === undefined) throw new Error('there is nothing to choose from');
      return item;
    },
  };
}
