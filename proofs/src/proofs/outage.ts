import type { Proof, ProofOutcome, Run } from '../proof.js';
import { driveThroughOutages, type OutageSeen } from './outage/drive-visits.js';

/** Rows JB1, JB3, IN2, IN3. */
export const proof: Proof = {
  name: 'outage',
  sentence:
    'Redis and PostgreSQL are killed at random moments inside visits that go on side by side, and started again: every visit finishes, the books balance, nothing is doubled, no message is lost.',
  run,
};

const VISITS = 3;
const OUTAGES = 8;
const FULL_ROUNDS = 15;
const MOST_CONTROLS = 3;
const PLANTED_BUG = new URL('./outage/no-sweeper-hook-child.js', import.meta.url).href;

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const firstSeed = Date.now() % 1_000_000;
  const rounds = full ? FULL_ROUNDS : 1;
  log(`${rounds * VISITS} visits, ${rounds * OUTAGES} outages, seed ${firstSeed}`);
  const controlled = controlOf(firstSeed, log);
  const seen: OutageSeen[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const seed = firstSeed + round;
    const one = await driveThroughOutages({ seed, visits: VISITS, outages: OUTAGES });
    seen.push(one);
    log(`round ${round + 1} of ${rounds}, seed ${seed}: ${one.finished} of ${VISITS} visits finished`);
    for (const fault of one.faults) log(`seed ${seed}: ${fault}`);
  }
  const control = await controlled;
  const sum = (of: (one: OutageSeen) => number) => seen.reduce((total, one) => total + of(one), 0);
  const faults = seen.flatMap((one) => one.faults);
  const happened = sum(({ redisKills, postgresKills }) => redisKills + postgresKills) >= rounds * OUTAGES;
  return {
    visits: rounds * VISITS,
    finished: sum(({ finished }) => finished),
    redisKills: sum(({ redisKills }) => redisKills),
    postgresKills: sum(({ postgresKills }) => postgresKills),
    workerDeaths: sum(({ workerDeaths }) => workerDeaths),
    seed: firstSeed,
    faults: faults.length,
    firstFaults: faults.slice(0, 5),
    control: { finished: control.finished, faults: control.faults.length },
    ok: happened && faults.length === 0 && isCaught(control),
  };
}

/** The planted bug shows only where a message waits in Redis when that dies; without one the run proves nothing, and is done again. */
async function controlOf(seed: number, log: Run['log']): Promise<OutageSeen> {
  for (let no = 1; ; no += 1) {
    const seen = await driveThroughOutages({ seed, visits: 1, outages: 0, preload: PLANTED_BUG });
    const { redisKills, workerDeaths } = seen;
    log(
      `control, nobody publishes again: ${JSON.stringify({ no, redisKills, workerDeaths, faults: seen.faults })}`,
    );
    if (isCaught(seen) || no === MOST_CONTROLS) return seen;
  }
}

const isCaught = ({ faults }: OutageSeen): boolean =>
  faults.some((fault) => fault.includes('never acknowledged'));
