import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startPostgres, startRedis } from '@banzhen/local-services';
import { keysPath } from '../keys.js';
import { callApi } from '../product/call-api.js';
import { startProduct } from '../product/product-process.js';
import type { Bench, BenchOutcome, Run } from '../proof.js';
import { loadCity } from '../proofs/kill/load-city.js';
import { median, quantile, rounded, shuffled } from './figures.js';

/**
 * Issue target: hashing does not starve other routes. Others wait, at p99, less than twice as long beside 500 sign-ins as
 * beside 500 requests that hash nothing; how long they wait beside nobody is told as well. Memory stays bounded (AU6).
 */
export const bench: Bench = {
  name: 'rush',
  sentence:
    'How long other people wait while 500 sign in by password at once: beside 500 who ask for something cheap, and nobody; and the memory of it.',
  run,
};

const CROWD = 500;
const ROUNDS = 7;
const TARGET_RATIO = 2;
/** Passwords are hashed one or two at a time, 46 MiB each; what a crowd of requests itself takes comes on top. */
const TARGET_MEGABYTES = 256;
const QUIET_MS = 2_500;

const scenes = ['nobody', 'askers', 'sign-ins'] as const;
type Scene = (typeof scenes)[number];

/** What a crowd was answered, by status. */
export type Answered = Readonly<Record<number, number>>;

async function run({ full, log }: Run): Promise<BenchOutcome> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const servers = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, KEYS_FILE: keysPath };
  try {
    await loadCity(servers);
    const product = startProduct('api', { ...servers, PORT: '0' });
    try {
      return await measure(await product.ready, product.pid, full ? ROUNDS * 3 : ROUNDS, log);
    } finally {
      await product.stop();
    }
  } finally {
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

async function measure(origin: string, pid: number, rounds: number, log: Run['log']): Promise<BenchOutcome> {
  const read = await reader(origin);
  await readUntil(read, pause(QUIET_MS));
  const before = peakMegabytes(pid);
  const seen: Record<Scene, number>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const p99: Record<Scene, number> = { nobody: 0, askers: 0, 'sign-ins': 0 };
    const answered: Partial<Record<Scene, Answered>> = {};
    for (const scene of shuffled(scenes)) {
      const crowd = scene === 'nobody' ? pause(QUIET_MS) : aCrowd(origin, scene, round);
      p99[scene] = quantile(await readUntil(read, crowd), 0.99);
      answered[scene] = (await crowd) ?? {};
    }
    seen.push(p99);
    log(
      `round ${round + 1} of ${rounds}: p99 in ms ${JSON.stringify(p99)}, answered ${JSON.stringify(answered)}`,
    );
  }
  const p99 = (scene: Scene) => rounded(median(seen.map((round) => round[scene])));
  const ratios = seen.map((round) => round['sign-ins'] / round.askers);
  const ratio = rounded(median(ratios));
  const peak = peakMegabytes(pid);
  return {
    ratio,
    ratioRange: [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))],
    ofQuiet: rounded(median(seen.map((round) => round['sign-ins'] / round.nobody))),
    p99Milliseconds: { nobody: p99('nobody'), askers: p99('askers'), signIns: p99('sign-ins') },
    megabytes: { before, peak },
    rounds: seen.length,
    targets: { ratio: TARGET_RATIO, moreMegabytes: TARGET_MEGABYTES },
    cores: cpus().length,
    load: rounded(loadavg()[0] ?? 0),
    ok: ratio < TARGET_RATIO && peak - before <= TARGET_MEGABYTES,
  };
}

const pause = (milliseconds: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));

/** The orders of a family, read over HTTP; answers the milliseconds. */
async function reader(origin: string): Promise<() => Promise<number>> {
  const { value } = await callApi(origin, 'demo.people', undefined, 'query');
  const people = value as readonly { readonly accountId: string; readonly roles: readonly string[] }[];
  const family = people.find(({ roles }) => roles.includes('family'));
  const signedIn = await callApi(origin, 'demo.signInAs', { accountId: family?.accountId }, 'mutation');
  const { token } = signedIn.value as { readonly token: string };
  return async () => {
    const since = performance.now();
    const { status } = await callApi(origin, 'family.orders', undefined, 'query', token);
    if (status !== 200) throw new Error(`a reader was answered with ${status}`);
    return performance.now() - since;
  };
}

/** Two people read, one after the other each, until `over`; answers how long each reading took. */
async function readUntil(read: () => Promise<number>, over: Promise<unknown>): Promise<readonly number[]> {
  let isOver = false;
  const watch = over.finally(() => {
    isOver = true;
  });
  const times: number[] = [];
  const lane = async () => {
    while (!isOver) times.push(await read());
  };
  await Promise.all([watch, lane(), lane()]);
  return times;
}

/** A crowd in a process of its own, so that its work is not ours. */
async function aCrowd(origin: string, scene: Scene, round: number): Promise<Answered> {
  const child = fork(fileURLToPath(new URL('./rush/crowd-child.js', import.meta.url)), [
    origin,
    scene,
    String(CROWD),
    String(round),
  ]);
  const [answered] = await once(child, 'message');
  await once(child, 'exit');
  return answered as Answered;
}

/** The most memory that the process has ever held. */
function peakMegabytes(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
