/** How often the proof may fail by bad luck alone. */
export const ERROR_PROBABILITY = 1e-6;

/** P(X > most) for `tries` independent tries that each succeed with `chance`. */
function tailBeyond(most: number, tries: number, chance: number): number {
  let term = tries * Math.log1p(-chance);
  let sum = most >= 0 ? Math.exp(term) : 0;
  for (let hits = 1; hits <= most; hits += 1) {
    term += Math.log((tries - hits + 1) / hits) + Math.log(chance) - Math.log1p(-chance);
    sum += Math.exp(term);
  }
  return 1 - sum;
}

/** The most hits that are still chance: more of them come with less than `ERROR_PROBABILITY`. */
export function mostByChance(tries: number, chance: number): number {
  for (let most = Math.floor(tries * chance); most < tries; most += 1)
    if (tailBeyond(most, tries, chance) < ERROR_PROBABILITY) return most;
  return tries;
}

/**
 * How likely somebody at a random place among `others` wins by waiting alone, when each of those in front lets the offer pass
 * with probability `missed`.
 */
export function chanceInLine(others: number, missed: number): number {
  let chance = 0;
  for (let before = 0; before <= others; before += 1) chance += missed ** before / (others + 1);
  return chance;
}
