export type Step = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

type Ids = readonly (readonly string[])[];

/** The card that a key leads to from `present`; columns without cards are stepped over. */
export function nextCard(columns: Ids, present: string, step: Step): string | undefined {
  const filled = columns.filter((ids) => ids.length > 0);
  const column = filled.findIndex((ids) => ids.includes(present));
  const ids = filled[column];
  if (!ids) return filled[0]?.[0];
  const row = ids.indexOf(present);
  if (step === 'first') return ids[0];
  if (step === 'last') return ids.at(-1);
  if (step === 'up' || step === 'down') return ids[row + (step === 'up' ? -1 : 1)];
  const beside = filled[column + (step === 'left' ? -1 : 1)];
  return beside?.[Math.min(row, beside.length - 1)];
}
