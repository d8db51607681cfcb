/** Works in so many lanes until the time is over, each lane to the end of what it has begun; answers how many a second. */
export async function slice(lanes: number, milliseconds: number, work: () => Promise<void>): Promise<number> {
  const since = performance.now();
  let done = 0;
  const lane = async () => {
    while (performance.now() - since < milliseconds) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (done / (performance.now() - since)) * 1000;
}

export function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((left, right) => left.at - right.at)
    .map(({ item }) => item);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The smallest value that so large a part of the values does not exceed; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

/** To two digits after the point. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;
