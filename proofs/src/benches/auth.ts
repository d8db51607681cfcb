import { cpus, loadavg } from 'node:os';
import { startPostgres, startRedis } from '@banzhen/local-services';
import type { Bench, BenchOutcome, Run } from '../proof.js';
import { makeCanaries } from '../proofs/authz/canaries.js';
import { prepare, withApi } from '../proofs/authz/stage.js';
import { median, quantile, rounded, shuffled } from './figures.js';

/** Issue target: authorization and row-level security together cost at most 0.5 ms of a request, p50. */
export const bench: Bench = {
  name: 'auth',
  sentence:
    'One order read over HTTP by its family, with authorization and row-level security and without either, turn by turn.',
  run,
};

const TARGET_MILLISECONDS = 0.5;
const WARM_UP = 200;
const ROUNDS = 9;
const PER_ROUND = 100;
/** What is left out needs the modules one by one, so both sides start from those. */
const FROM_MODULES = 'data:text/javascript,';

type Read = () => Promise<number>;

async function run({ full, log }: Run): Promise<BenchOutcome> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const servers = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
  try {
    const world = await prepare(servers, makeCanaries());
    const input = encodeURIComponent(JSON.stringify({ orderId: world.targets.serving.orderId }));
    const reading = (origin: string, token: string | undefined): Read => {
      const url = new URL(`/trpc/family.order?input=${input}`, origin);
      const headers = { authorization: `Bearer ${token}` };
      return async () => {
        const since = performance.now();
        const answer = await fetch(url, { headers });
        await answer.text();
        if (answer.status !== 200) throw new Error(`the order was answered with ${answer.status}`);
        return performance.now() - since;
      };
    };
    const bare = new URL('./auth/without-hook-child.js', import.meta.url).href;
    const rounds = await withApi(
      servers,
      world,
      (guarded, tokens) =>
        withApi(
          servers,
          world,
          (open, openTokens) => {
            const reads = {
              with: reading(guarded, tokens.get('booker')),
              without: reading(open, openTokens.get('booker')),
            };
            return inTurns(reads, full ? ROUNDS * 5 : ROUNDS, log);
          },
          bare,
        ),
      FROM_MODULES,
    );
    const costs = rounds.map((round) => round.with - round.without);
    const costMilliseconds = rounded(median(costs));
    return {
      withMilliseconds: rounded(median(rounds.map((round) => round.with))),
      withoutMilliseconds: rounded(median(rounds.map((round) => round.without))),
      costMilliseconds,
      costRange: [rounded(Math.min(...costs)), rounded(Math.max(...costs))],
      rounds: rounds.length,
      target: TARGET_MILLISECONDS,
      cores: cpus().length,
      load: rounded(loadavg()[0] ?? 0),
      ok: costMilliseconds <= TARGET_MILLISECONDS,
    };
  } finally {
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

interface Round {
  readonly with: number;
  readonly without: number;
}

/** One request after the other, in an order drawn anew for each pair; answers the p50 of each round. */
async function inTurns(
  reads: Readonly<Record<keyof Round, Read>>,
  rounds: number,
  log: Run['log'],
): Promise<readonly Round[]> {
  for (let turn = 0; turn < WARM_UP; turn += 1) {
    await reads.with();
    await reads.without();
  }
  const seen: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const times: Record<keyof Round, number[]> = { with: [], without: [] };
    for (let turn = 0; turn < PER_ROUND; turn += 1)
      for (const one of shuffled(['with', 'without'] as const)) times[one].push(await reads[one]());
    seen.push({ with: quantile(times.with, 0.5), without: quantile(times.without, 0.5) });
    log(
      `round ${round + 1} of ${rounds}: ${rounded(seen.at(-1)?.with ?? 0)} ms with, ${rounded(seen.at(-1)?.without ?? 0)} ms without`,
    );
  }
  return seen;
}
