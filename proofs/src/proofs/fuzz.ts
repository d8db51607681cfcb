import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp } from '@banzhen/api/app';
import { procedures, routes } from '@banzhen/api/inventory';
import type { Platform } from '@banzhen/platform';
import { type LogLine, type ProductProcess, startProduct } from '../product/product-process.js';
import type { Proof, ProofOutcome, Run } from '../proof.js';
import { type FuzzPlan, type FuzzSeen, fuzz } from './fuzz/run.js';

/** T-FUZZ of the reliability design; rows FX1, FX2 and FX5. */
export const proof: Proof = {
  name: 'fuzz',
  sentence:
    'Every procedure and route, found in the router, over HTTP with what it takes, with what it nearly takes and with what nobody should send: no 5xx, no hang, every answer as its schema says.',
  run,
};

const CONTROL_PROCEDURE = 'catalogue.hospitals';

async function run({ full, log, seed }: Run): Promise<ProofOutcome> {
  const all = procedures();
  const size = { runs: full ? 1_000 : 100, seed };
  const others = otherRoutes();
  log(`${all.length} procedures, ${others.length} other routes, ${size.runs} requests each, seed ${seed}`);
  const seen = await withProduct({}, (origin) => fuzz({ ...size, origin, procedures: all, routes: others }));
  for (const { target, mode, fault, attempt } of seen.faults.slice(0, 10))
    log(`${target} ${mode}: ${fault}\n${attempt}`);
  for (const failure of seen.failures.slice(0, 5)) log(JSON.stringify(failure));
  const silent = all.filter(({ kind, output }) => kind !== 'subscription' && output === undefined);
  for (const { name } of silent) log(`${name} does not say what it answers`);
  log('control: a search that falls over a bracket');
  const planted = {
    runs: 300,
    seed,
    procedures: all.filter(({ name }) => name === CONTROL_PROCEDURE),
    routes: [],
  };
  const hook = new URL('./fuzz/crash-hook-child.js', import.meta.url).href;
  const control = await withProduct({ preload: hook }, (origin) => fuzz({ ...planted, origin }));
  return {
    seed,
    procedures: all.length,
    routes: others.length,
    requests: seen.requests,
    taken: seen.taken.length,
    faults: seen.faults.length,
    withoutSchema: silent.length,
    processDeaths: seen.isAlive ? 0 : 1,
    faultsInLog: seen.failures.length,
    control: { requests: control.requests, faults: control.faults.length },
    ok: isClean(seen) && silent.length === 0 && control.faults.length > 0,
  };
}

type Seen = FuzzSeen & { readonly isAlive: boolean; readonly failures: readonly LogLine[] };

function isClean({ faults, isAlive, failures, taken }: Seen): boolean {
  return faults.length === 0 && isAlive && failures.length === 0 && taken.length > 0;
}

async function withProduct(
  { preload }: { readonly preload?: string },
  work: (origin: string) => Promise<FuzzSeen>,
): Promise<Seen> {
  const folder = await mkdtemp(join(tmpdir(), 'banzhen-fuzz-'));
  const settings = {
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    DEMO_ORDERS: 'on',
    RATE_LIMIT_SCALE: '100000',
  };
  const product = startProduct('api', settings, preload);
  try {
    const seen = await work(await product.ready);
    return { ...seen, isAlive: product.isAlive(), failures: failuresIn(product) };
  } finally {
    await product.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the product itself called a fault of its own. */
function failuresIn({ log }: ProductProcess): readonly LogLine[] {
  return log.filter(({ msg }) => msg === 'procedure.failed' || msg === 'request.failed');
}

/** Everything that is mounted beside the procedures, with all that there is outside production. */
function otherRoutes(): FuzzPlan['routes'] {
  const anything: object = new Proxy({}, { get: () => anything });
  const quiet = { info: () => undefined, error: () => undefined };
  const app = makeApp(anything as Platform, { consoleFolder: tmpdir(), log: quiet, isHttps: false });
  return routes(app).filter((route) => !route.includes('/trpc/'));
}
