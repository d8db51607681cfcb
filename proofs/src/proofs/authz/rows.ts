import { inParallel } from '../../in-parallel.js';
import type { Canaries } from './canaries.js';
import { ask, type Caller, type Case, LANES, type MatrixSeen, named } from './matrix.js';

/** Reads everything as everybody from an API that lets everybody in, and looks for rows that are not theirs. */
export const readEverything = async (
  origin: string,
  reads: readonly Case[],
  tokens: ReadonlyMap<Caller, string>,
  canaries: Canaries,
): Promise<MatrixSeen> => {
  const faults = await inParallel(reads, LANES, async (one) => {
    const { text } = await ask(origin, one, tokens.get(one.caller));
    return canaries
      .foreignRowsIn(text, one.caller)
      .map((what) => ({ what: `tells the ${what}`, call: named(one) }));
  });
  return { calls: reads.length, faults: faults.flat() };
};
