import type { Proof, ProofOutcome, Run } from '../proof.js';
import { chanceInLine, ERROR_PROBABILITY, mostByChance } from './fairness/chance.js';
import { offerToAll } from './fairness/overtaking.js';
import { HONEST, MISSED_PERCENT, type Path, resell } from './fairness/resale.js';

/** State machines 6.8 and 6.9; row BK7 of the threats. */
export const proof: Proof = {
  name: 'fairness',
  sentence:
    'A bot that cancels a seat to pass it on to a buyer who tries every minute: with the waitlist first the buyer wins no more often than anybody at a random place in the line. Members overtake in a fifth of all offers at most.',
  run,
};

const MOST_OUT_OF_TURN = 0.2;

async function run({ full, seed, log }: Run): Promise<ProofOutcome> {
  const rounds = full ? 5_000 : 200;
  const others = full ? 500 : 40;
  const chance = chanceInLine(HONEST, MISSED_PERCENT / 100);
  const bound = mostByChance(rounds, chance);
  log(`seed ${seed}: ${rounds} resales among ${HONEST} who wait, by chance ${chance.toFixed(3)} each`);
  const buyerWon = await wins('product', rounds, seed);
  log(`the buyer got the seat ${buyerWon} times; up to ${bound} is chance`);
  const members = await offerToAll(full ? 500 : 80, seed, true);
  log(`${members.overtook} of ${members.offers} offers went to members out of turn`);

  log('without the waitlist, and control: back on sale at once');
  const randomAlone = await wins('random-alone', others, seed);
  const atOnce = await wins('at-once', others, seed);
  const boundOfControl = mostByChance(others, chance);
  const unbounded = await offerToAll(80, seed, false);
  return {
    seed,
    rounds,
    waiting: HONEST,
    chance: rounded(chance),
    errorProbability: ERROR_PROBABILITY,
    mostByChance: bound,
    buyerWon,
    members: { ...members, worstShare: rounded(members.worstShare) },
    withoutWaitlist: { rounds: others, buyerWon: randomAlone },
    control: {
      rounds: others,
      mostByChance: boundOfControl,
      buyerWon: atOnce,
      worstShareWithoutBound: rounded(unbounded.worstShare),
    },
    ok:
      // Nobody who may win never does.
      buyerWon > 0 &&
      buyerWon <= bound &&
      members.worstShare <= MOST_OUT_OF_TURN &&
      members.overtook > 0 &&
      members.miscounted === 0 &&
      atOnce > boundOfControl &&
      unbounded.worstShare > MOST_OUT_OF_TURN,
  };
}

async function wins(path: Path, rounds: number, seed: number): Promise<number> {
  let won = 0;
  for (let round = 0; round < rounds; round += 1)
    won += (await resell(path, (seed * 7_919 + round * 104_729) % 2 ** 31)) ? 1 : 0;
  return won;
}

const rounded = (share: number): number => Math.round(share * 1_000) / 1_000;
