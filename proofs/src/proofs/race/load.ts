import { openPostgres } from '@banzhen/postgres/open-postgres';
import { inParallel } from '../../in-parallel.js';
import { type ApiCaller, signInAs } from '../../product/call-api.js';
import { type ProductProcess, startProduct } from '../../product/product-process.js';
import type { PlannedRequest } from './prepare.js';

/** What became of one request. */
export interface Told {
  readonly request: PlannedRequest;
  /** 0 when no answer came. */
  readonly status: number;
  readonly value?: unknown;
  readonly refusal?: string;
}

export interface LoadSeen {
  readonly told: readonly Told[];
  readonly milliseconds: number;
  /** What the processes wrote of 5xx answers. */
  readonly troubles: readonly string[];
}

const API_PROCESSES = 2;
/** More than this would wait for connections, not for each other. */
const IN_FLIGHT = 1_000;

/**
 * Sends the requests, a thousand at once, to two API processes, neighbours in the list to different ones, while a worker searches
 * escorts for the same visits. All processes are warm by then and have ended when this answers.
 */
export async function raceOn(
  servers: { readonly databaseUrl: string; readonly redisUrl: string },
  requests: readonly PlannedRequest[],
): Promise<LoadSeen> {
  const settings = { DATABASE_URL: servers.databaseUrl, REDIS_URL: servers.redisUrl, PORT: '0' };
  const apis = Array.from({ length: API_PROCESSES }, () => startProduct('api', settings));
  const processes: ProductProcess[] = [...apis, startProduct('worker', settings)];
  try {
    await Promise.all(processes.map(({ ready }) => ready));
    const origins = await Promise.all(apis.map(({ ready }) => ready));
    const callers = await Promise.all(origins.map((origin) => warmCallers(origin, requests)));
    await wakeSearch(servers.databaseUrl);
    const startedAt = performance.now();
    const turns = requests.map((request, turn) => ({ request, callers: callers[turn % callers.length] }));
    const told = await inParallel(turns, IN_FLIGHT, (turn) => send(turn.callers, turn.request));
    const milliseconds = Math.round(performance.now() - startedAt);
    return { told, milliseconds, troubles: apis.flatMap(({ log }) => troublesIn(log)) };
  } finally {
    await Promise.all(processes.map((one) => one.stop()));
  }
}

const troublesIn = (log: ProductProcess['log']): readonly string[] =>
  log.filter(({ msg }) => msg === 'procedure.failed').map((line) => JSON.stringify(line));

/** Everybody signs in at every process, which opens all connections of its pool. */
async function warmCallers(
  origin: string,
  requests: readonly PlannedRequest[],
): Promise<ReadonlyMap<string, ApiCaller>> {
  const accounts = [...new Set(requests.map(({ accountId }) => accountId))];
  return new Map(await inParallel(accounts, 32, async (id) => [id, await signInAs(origin, id)] as const));
}

/** From now on the worker looks for escorts too, for every fourth visit: for all of them it would be done before the first person is. */
async function wakeSearch(databaseUrl: string): Promise<void> {
  const sql = openPostgres({ url: databaseUrl, max: 1 });
  try {
    await sql`update order_timer set next_try_at = now() 
      where kind = 'find-escort' and done_at is null and hashtext(order_id::text) % 4 = 0`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function send(
  callers: ReadonlyMap<string, ApiCaller> | undefined,
  request: PlannedRequest,
): Promise<Told> {
  const call = callers?.get(request.accountId);
  if (call === undefined) throw new Error('everybody has signed in before');
  try {
    return { request, ...(await call(request.procedure, request.input)) };
  } catch {
    return { request, status: 0 };
  }
}
