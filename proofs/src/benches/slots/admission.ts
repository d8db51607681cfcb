import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { median, quantile, rounded, shuffled } from '../figures.js';
import type { Design } from './designs.js';
import type { Buyer, Market } from './market.js';

const SEATS = 1_000;
/** So many people for each seat. */
const CROWD = 8;
const LANES = 64;
/** Some who are let in get no seat: they have one, or may have none. */
const LET_IN = SEATS * 1.2;
const ADMIT =
  "if redis.call('incr', KEYS[1]) <= tonumber(ARGV[1]) then return 1 else redis.call('decr', KEYS[1]) return 0 end";

interface Rush {
  readonly milliseconds: number;
  readonly p99OfWinners: number;
  readonly seats: number;
}

/** Redis counts who may ask the database at all; who comes later is refused without it. */
const gated =
  (redis: Redis, design: Design): Design =>
  async (sessionId, buyer, key) =>
    (await redis.eval(ADMIT, 1, `admitted:${sessionId}`, LET_IN)) === 1
      ? design(sessionId, buyer, key)
      : 'refused';

async function rush({ buyers, openSession }: Market, design: Design): Promise<Rush> {
  const sessionId = await openSession(SEATS);
  const took: number[] = [];
  let next = 0;
  const since = performance.now();
  const lane = async () => {
    while (next < SEATS * CROWD) {
      const buyer = buyers[next++ % buyers.length] as Buyer;
      const from = performance.now();
      if ((await design(sessionId, buyer, randomUUID())) === 'seat') took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { milliseconds: performance.now() - since, p99OfWinners: quantile(took, 0.99), seats: took.length };
}

/**
 * A thousand seats and eight thousand people, with and without Redis before the database: how long until everybody has their
 * answer, and how long winners wait.
 */
export async function admission(market: Market, redis: Redis, design: Design, rounds: number) {
  const designs = { ours: design, gated: gated(redis, design) };
  const names = ['ours', 'gated'] as const;
  const seen: Record<(typeof names)[number], Rush>[] = [];
  for (const name of names) await rush(market, designs[name]);
  for (let round = 0; round < rounds; round += 1) {
    const nothing = { milliseconds: 0, p99OfWinners: 0, seats: 0 };
    const found = { ours: nothing, gated: nothing };
    for (const name of shuffled(names)) found[name] = await rush(market, designs[name]);
    seen.push(found);
  }
  const ratio = (of: keyof Rush) => rounded(median(seen.map(({ ours, gated: gate }) => gate[of] / ours[of])));
  const of = (name: (typeof names)[number]) => ({
    milliseconds: Math.round(median(seen.map((one) => one[name].milliseconds))),
    p99OfWinners: rounded(median(seen.map((one) => one[name].p99OfWinners))),
    seats: Math.min(...seen.map((one) => one[name].seats)),
  });
  return {
    gatedVsOurs: { milliseconds: ratio('milliseconds'), p99OfWinners: ratio('p99OfWinners') },
    ours: of('ours'),
    gated: of('gated'),
  };
}
