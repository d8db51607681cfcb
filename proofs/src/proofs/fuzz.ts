import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp } from '@banzhen/api/app';
import { procedures, routes } from '@banzhen/api/inventory';
import { startPostgres, startRedis } from '@banzhen/local-services';
import type { Platform } from '@banzhen/platform';
import { type LogLine, type ProductProcess, startProduct } from '../product/product-process.js';
import type { Proof, ProofOutcome, Run } from '../proof.js';
import { fuzzFhirSearches, fuzzPartners } from './fuzz/partner-run.js';
import { type FuzzPlan, type FuzzSeen, fuzz } from './fuzz/run.js';

/** T-FUZZ of the reliability design; rows FX1, FX2 and FX5. */
export const proof: Proof = {
  name: 'fuzz',
  sentence:
    'Every procedure and route, found in the router, over HTTP with what it takes, with what it nearly takes and with what nobody should send: no 5xx, no hang, every answer as its schema says; and every call of the OpenAPI document of partners and of the CapabilityStatement, with a key.',
  run,
};

const CONTROL_PROCEDURE = 'catalogue.hospitals';
/** Of each search; its size is asked for in one request of ten that nobody should send. */
const CONTROL_RUNS = 450;

async function run({ full, log, seed }: Run): Promise<ProofOutcome> {
  const all = procedures();
  const size = { runs: full ? 1_000 : 50, seed };
  const others = otherRoutes();
  log(`${all.length} procedures, ${others.length} other routes, ${size.runs} requests each, seed ${seed}`);
  const [postgres, redis] = await Promise.all([startPostgres({ durable: false }), startRedis()]);
  const servers = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
  const worker = startProduct('worker', servers);
  try {
    await worker.ready;
    const everything = { ...size, procedures: all, routes: others };
    const seen = await withProduct(servers, (origin) => fuzz({ ...everything, origin }));
    tellFaults(seen, log);
    const {
      v1,
      fhir: below,
      ...end
    } = await withProduct(servers, (origin) => fuzzPartners({ ...size, origin }));
    const [partners, fhir] = [
      { ...v1, ...end },
      { ...below, ...end },
    ];
    tellFaults(partners, log);
    tellFaults(fhir, log);
    const embedded = full
      ? await withEmbedded((origin) => fuzz({ ...everything, runs: 100, origin }))
      : undefined;
    if (embedded) tellFaults(embedded, log);
    const silent = all.filter(({ kind, output }) => kind !== 'subscription' && output === undefined);
    for (const { name } of silent) log(`${name} does not say what it answers`);
    log('control: a search that falls over a bracket, and one over the size of a page');
    const planted = {
      runs: 3_000,
      seed,
      procedures: all.filter(({ name }) => name === CONTROL_PROCEDURE),
      routes: [],
    };
    const hook = new URL('./fuzz/crash-hook-child.js', import.meta.url).href;
    const control = await withProduct(
      servers,
      async (origin) => ({
        console: await fuzz({ ...planted, origin }),
        fhir: await fuzzFhirSearches({ origin, seed, runs: CONTROL_RUNS }),
      }),
      hook,
    );
    return {
      seed,
      procedures: all.length,
      routes: others.length,
      ...figures(seen),
      partners: figures(partners),
      fhir: figures(fhir),
      withoutSchema: silent.length,
      ...(embedded ? { embedded: figures(embedded) } : {}),
      control: {
        requests: control.console.requests + control.fhir.requests,
        faults: control.console.faults.length,
        faultsOfFhir: control.fhir.faults.length,
      },
      ok:
        isClean(seen) &&
        isClean(partners) &&
        isClean(fhir) &&
        (embedded === undefined || isClean(embedded)) &&
        silent.length === 0 &&
        control.console.faults.length > 0 &&
        control.fhir.faults.length > 0,
    };
  } finally {
    await worker.stop();
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

const figures = ({ requests, taken, faults, isAlive, failures }: Seen) => ({
  requests,
  taken: taken.length,
  faults: faults.length,
  processDeaths: isAlive ? 0 : 1,
  faultsInLog: failures.length,
});

function tellFaults({ faults, failures }: Seen, log: Run['log']): void {
  for (const { target, mode, fault, attempt } of faults.slice(0, 10))
    log(`${target} ${mode}: ${fault}\n${attempt}`);
  for (const failure of failures.slice(0, 5)) log(JSON.stringify(failure));
}

interface EndOfProduct {
  readonly isAlive: boolean;
  readonly failures: readonly LogLine[];
}
type Seen = FuzzSeen & EndOfProduct;

function isClean({ faults, isAlive, failures, taken }: Seen): boolean {
  return faults.length === 0 && isAlive && failures.length === 0 && taken.length > 0;
}

async function withEmbedded(work: (origin: string) => Promise<FuzzSeen>): Promise<Seen> {
  const folder = await mkdtemp(join(tmpdir(), 'banzhen-fuzz-'));
  try {
    return await withProduct({ DATA_DIR: join(folder, 'data') }, work);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function withProduct<T extends object>(
  settings: Readonly<Record<string, string>>,
  work: (origin: string) => Promise<T>,
  preload?: string,
): Promise<T & EndOfProduct> {
  const ours = { PORT: '0', DEMO_ORDERS: 'on', RATE_LIMIT_SCALE: '100000' };
  const product = startProduct('api', { ...ours, ...settings }, preload);
  try {
    const seen = await work(await product.ready);
    return { ...seen, isAlive: product.isAlive(), failures: failuresIn(product) };
  } finally {
    await product.stop();
  }
}

/** What the product itself called a fault of its own. */
function failuresIn({ log }: ProductProcess): readonly LogLine[] {
  return log.filter(({ msg }) => msg === 'procedure.failed' || msg === 'request.failed');
}

/** Calls of partners need a key and are asked for by `fuzzPartners`; what anybody may read stays here. */
const isCallOfPartners = (route: string): boolean =>
  / \/(?:v1\/(?!reference|openapi\.json)|fhir\/(?!metadata|\*))/.test(route);

/** Everything else that is mounted beside the procedures, with all that there is outside production. */
function otherRoutes(): FuzzPlan['routes'] {
  const anything: object = new Proxy({}, { get: () => anything });
  const quiet = { info: () => undefined, error: () => undefined };
  const app = makeApp(anything as Platform, { consoleFolder: tmpdir(), log: quiet, isHttps: false });
  return routes(app).filter((route) => !route.includes('/trpc/') && !isCallOfPartners(route));
}
