import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startPostgres, startRedis } from '@banzhen/local-services';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { keysPath } from '../keys.js';
import type { Bench, BenchOutcome, Run } from '../proof.js';
import { loadCity } from '../proofs/kill/load-city.js';
import { durabilityOf } from './durability.js';
import { median, rounded, shuffled, slice } from './figures.js';

/** Issue targets: a procedure over our route 0.55 of the plain Hono route, the ORM 0.9 of the driver. */
export const bench: Bench = {
  name: 'http',
  sentence:
    'The same read of an indexed row and the same durable write through bare node:http and the driver, Hono, the stock adapter of tRPC and our own route for it, and the read through the ORM and as somebody who asks: answers for each second of processor time, turn by turn.',
  run,
};

const TARGETS = { trpcVsHono: 0.55, ormVsRaw: 0.9 };
const LANES = 16;
const SLICE_MS = 400;
const WARM_MS = 1_500;
const ROUNDS = 9;

/** Only the stock adapter reads it. */
const BY_STOCK = { 'trpc-accept': 'application/json' };

interface Asked {
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const waysOf = (id: string) => {
  const input = `input=${encodeURIComponent(JSON.stringify({ id }))}`;
  const body = { id, note: '备注' };
  return {
    bareNoop: { path: '/bare/noop' },
    honoNoop: { path: '/hono/noop' },
    stockNoop: { path: '/trpc/noop', headers: BY_STOCK },
    oursNoop: { path: '/trpc/noop' },
    bareRead: { path: `/bare/read?id=${id}` },
    honoRead: { path: `/hono/read?id=${id}` },
    stockRead: { path: `/trpc/read?${input}`, headers: BY_STOCK },
    oursRead: { path: `/trpc/read?${input}` },
    oursReadByOrm: { path: `/trpc/readByOrm?${input}` },
    oursReadAsSomebody: { path: `/trpc/readAsSomebody?${input}` },
    bareWrite: { path: '/bare/write', body },
    honoWrite: { path: '/hono/write', body },
    stockWrite: { path: '/trpc/write', body, headers: BY_STOCK },
    oursWrite: { path: '/trpc/write', body },
  } satisfies Record<string, Asked>;
};
type Way = keyof ReturnType<typeof waysOf>;

async function run({ full, log }: Run): Promise<BenchOutcome> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const sql = openPostgres({ url: postgres.url, max: 1 });
  try {
    await loadCity({ DATABASE_URL: postgres.url, REDIS_URL: redis.url, KEYS_FILE: keysPath });
    await sql`CREATE TABLE bench_note (id uuid PRIMARY KEY, place uuid NOT NULL REFERENCES hospital, note text NOT NULL)`;
    const [place] = await sql`SELECT id FROM hospital ORDER BY code LIMIT 1`;
    const durability = await durabilityOf(sql);
    const rounds = await inTurns(postgres.url, waysOf(String(place?.id)), full ? ROUNDS * 4 : ROUNDS, log);
    const [{ notes } = { notes: 0 }] = await sql`SELECT count(*)::integer AS notes FROM bench_note`;
    return { ...figuresOf(rounds), notes, ...durability };
  } finally {
    await sql.end({ timeout: 5 });
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

/** Answers for each second of the server's processor time. */
type Round = Readonly<Record<Way, number>>;

async function inTurns(
  url: string,
  ways: Readonly<Record<Way, Asked>>,
  rounds: number,
  log: Run['log'],
): Promise<readonly Round[]> {
  const child = fork(fileURLToPath(new URL('./http/doors-child.js', import.meta.url)), [url]);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the doors ended with ${code}`);
  });
  const told = async (): Promise<number> => {
    const [message] = await Promise.race([once(child, 'message'), ended]);
    return Number(message);
  };
  const agent = new Agent({ keepAlive: true, maxSockets: LANES });
  try {
    const port = await told();
    const microseconds = () => {
      const answer = told();
      child.send('processor');
      return answer;
    };
    const names = Object.keys(ways) as Way[];
    const measured = async (name: Way, milliseconds: number): Promise<number> => {
      let answers = 0;
      const before = await microseconds();
      await slice(LANES, milliseconds, async () => {
        await ask(port, agent, ways[name]);
        answers += 1;
      });
      return (answers / ((await microseconds()) - before)) * 1e6;
    };
    for (const name of names) await measured(name, WARM_MS);
    const seen: Round[] = [];
    for (let no = 1; no <= rounds; no += 1) {
      const round = {} as Record<Way, number>;
      for (const name of shuffled(names)) round[name] = await measured(name, SLICE_MS);
      seen.push(round);
      log(`round ${no}: ${names.map((name) => `${name} ${Math.round(round[name])}`).join(', ')}`);
    }
    return seen;
  } finally {
    agent.destroy();
    const gone = ended.catch(() => undefined);
    child.kill('SIGKILL');
    await gone;
  }
}

const ask = (port: number, agent: Agent, { path, body, headers = {} }: Asked): Promise<void> =>
  new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const ofBody =
      text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const options = { host: '127.0.0.1', port, path, agent, headers: { ...headers, ...ofBody } };
    const sent = request({ ...options, method: text === undefined ? 'GET' : 'POST' }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve()
          : reject(new Error(`${path} is answered with ${answer.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(text);
  });

function figuresOf(rounds: readonly Round[]): BenchOutcome {
  const ratiosOf = (way: Way, to: Way) => rounds.map((round) => round[way] / round[to]);
  const ratio = (way: Way, to: Way) => rounded(median(ratiosOf(way, to)));
  const range = (way: Way, to: Way) => {
    const ratios = ratiosOf(way, to);
    return [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))];
  };
  const trpcVsHono = ratio('oursNoop', 'honoNoop');
  const ormVsRaw = ratio('oursReadByOrm', 'oursRead');
  const medianOf = (way: Way) => Math.round(median(rounds.map((round) => round[way])));
  return {
    trpcVsHono,
    trpcVsHonoRange: range('oursNoop', 'honoNoop'),
    stockVsHono: ratio('stockNoop', 'honoNoop'),
    ormVsRaw,
    ormVsRawRange: range('oursReadByOrm', 'oursRead'),
    asSomebodyVsRaw: ratio('oursReadAsSomebody', 'oursRead'),
    readVsBare: {
      hono: ratio('honoRead', 'bareRead'),
      stock: ratio('stockRead', 'bareRead'),
      ours: ratio('oursRead', 'bareRead'),
    },
    writeVsBare: {
      hono: ratio('honoWrite', 'bareWrite'),
      stock: ratio('stockWrite', 'bareWrite'),
      ours: ratio('oursWrite', 'bareWrite'),
    },
    answersPerProcessorSecond: Object.fromEntries(
      (Object.keys(rounds[0] ?? {}) as Way[]).map((way) => [way, medianOf(way)]),
    ),
    rounds: rounds.length,
    targets: TARGETS,
    cores: cpus().length,
    load: rounded(loadavg()[0] ?? 0),
    ok: trpcVsHono >= TARGETS.trpcVsHono && ormVsRaw >= TARGETS.ormVsRaw,
  };
}
