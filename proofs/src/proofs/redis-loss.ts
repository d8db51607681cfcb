import type { Proof, ProofOutcome, Run } from '../proof.js';
import { type ReleaseSeen, releaseThroughLoss } from './redis-loss/release-through-loss.js';

/** Rows C33, C35, JB1, JB3, JB6; threat BK4. */
export const proof: Proof = {
  name: 'redis-loss',
  sentence:
    'While the seats of many doctors go on sale, Redis is emptied, killed and started without memory, and a worker dies: booking goes on, every session is released once, no seat too many, nothing acknowledged is lost, every message arrives.',
  run,
};

const FULL_ROUNDS = 8;
/** By when everything is done after Redis is back, where the clock is not moved on. */
const LATEST_SECONDS = 60;
const CONTROL_TRIES = 4;
const PLANTED_BUG = new URL('./outage/no-sweeper-hook-child.js', import.meta.url).href;

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const rounds = full ? FULL_ROUNDS : 1;
  const seen: ReleaseSeen[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const one = await releaseThroughLoss({ isWholeMinute: full });
    seen.push(one);
    log(`round ${round}: ${JSON.stringify(one)}`);
  }
  log('control: what Redis has lost is published by nobody again');
  let control = await releaseThroughLoss({ preload: PLANTED_BUG, isWholeMinute: false });
  // Whether Redis has something to lose in that moment is a matter of chance.
  for (let again = 1; again < CONTROL_TRIES && control.effectsLost === 0; again += 1)
    control = await releaseThroughLoss({ preload: PLANTED_BUG, isWholeMinute: false });
  const slowestSeconds = Math.max(...seen.map(({ seconds }) => seconds));
  const sum = (of: (one: ReleaseSeen) => number) => seen.reduce((total, one) => total + of(one), 0);
  return {
    rounds,
    sessions: sum(({ sessions }) => sessions),
    booked: sum(({ booked }) => booked),
    bookedWithoutRedis: sum(({ bookedWithoutRedis }) => bookedWithoutRedis),
    releasedTwice: sum(({ releasedTwice }) => releasedTwice),
    notReleased: sum(({ notReleased }) => notReleased),
    oversold: sum(({ oversold }) => oversold),
    lostSeats: sum(({ lostSeats }) => lostSeats),
    lostAcks: sum(({ lostAcks }) => lostAcks),
    effectsLost: sum(({ effectsLost }) => effectsLost),
    serverErrors: sum(({ serverErrors }) => serverErrors),
    processDeaths: sum(({ processDeaths }) => processDeaths),
    slowestSeconds,
    latestSeconds: LATEST_SECONDS,
    control: { effectsLost: control.effectsLost, oversold: control.oversold },
    ok: seen.every(isClean) && (!full || slowestSeconds <= LATEST_SECONDS) && control.effectsLost > 0,
  };
}

const isClean = ({ sessions, booked, bookedWithoutRedis, seconds, ...faults }: ReleaseSeen): boolean =>
  booked > 0 && bookedWithoutRedis > 0 && Object.values(faults).every((count) => count === 0);
