import { cpus, loadavg } from 'node:os';
import { startPostgres, startRedis } from '@banzhen/local-services';
import { openDatabase } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { keysPath } from '../keys.js';
import type { Bench, BenchOutcome, Run } from '../proof.js';
import { loadCity } from '../proofs/kill/load-city.js';
import { makeTown } from '../town.js';
import { durabilityOf } from './durability.js';
import { rounded } from './figures.js';
import { type Asked, always, figuresOf, inTurns, type Round, type Way } from './http/in-turns.js';
import { type PartnerWay, partnerWays } from './http/partner-ways.js';

/** Issue targets: a procedure over our route 0.55 of the plain Hono route, the ORM 0.9 of the driver; `/v1` 0.6 of the bare door. */
export const bench: Bench = {
  name: 'http',
  sentence:
    'The same read of an indexed row and the same durable write through bare node:http and the driver, Hono, the stock adapter of tRPC and our own route for it, and the read through the ORM and as somebody who asks: answers for each second of processor time, turn by turn; then a session that is read and seats that are held through `/v1`, through node:http with one statement for each, and through the same with a look at the key and a count of its quota: answers a second.',
  run,
};

const TARGETS = { v1VsBare: 0.6, trpcVsHono: 0.55, ormVsRaw: 0.9 };
const ROUNDS = 9;

/** Only the stock adapter reads it. */
const BY_STOCK = { 'trpc-accept': 'application/json' };

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
type PlainWay = keyof ReturnType<typeof waysOf>;

const plainWays = (id: string) =>
  Object.fromEntries(Object.entries(waysOf(id)).map(([name, asked]) => [name, always(asked)])) as Record<
    PlainWay,
    Way
  >;

async function run({ full, log }: Run): Promise<BenchOutcome> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const sql = openPostgres({ url: postgres.url, max: 2 });
  const rounds = full ? ROUNDS * 4 : ROUNDS;
  try {
    await loadCity({ DATABASE_URL: postgres.url, REDIS_URL: redis.url, KEYS_FILE: keysPath });
    await sql`CREATE TABLE bench_note (id uuid PRIMARY KEY, place uuid NOT NULL REFERENCES hospital, note text NOT NULL)`;
    const [place] = await sql`SELECT id FROM hospital ORDER BY code LIMIT 1`;
    const durability = await durabilityOf(sql);
    const doors = { module: './doors-child.js', settings: [postgres.url] };
    const plain = plainFigures(await inTurns(doors, plainWays(String(place?.id)), { rounds, log }));
    const [{ notes } = { notes: 0 }] = await sql`SELECT count(*)::integer AS notes FROM bench_note`;
    const ofPartners = { module: './partner-doors-child.js', settings: [postgres.url, redis.url, keysPath] };
    const partners = partnerFigures(
      await inTurns(ofPartners, await partnersOf(postgres.url, sql), { rounds, log }),
    );
    return {
      ...{ ...partners, ...plain, notes, ...durability },
      ...{ targets: TARGETS, rounds, cores: cpus().length, load: rounded(loadavg()[0] ?? 0) },
      ok:
        Object.values(partners.v1VsBare).every((ratio) => Number(ratio) >= TARGETS.v1VsBare) &&
        plain.trpcVsHono >= TARGETS.trpcVsHono &&
        plain.ormVsRaw >= TARGETS.ormVsRaw,
    };
  } finally {
    await sql.end({ timeout: 5 });
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

async function partnersOf(url: string, sql: Parameters<typeof partnerWays>[1]) {
  const database = await openDatabase({ kind: 'postgres', url });
  return partnerWays(database, sql, await makeTown(database.db, { escorts: 0, patients: 0 }));
}

/** How `/v1` compares with a door of either kind, for the read and for the write. */
function partnerFigures(rounds: readonly Round<PartnerWay>[]) {
  const answers = figuresOf(rounds, 'perSecond');
  const against = (door: 'bare' | 'keyed', figure: 'ratio' | 'range') => ({
    read: answers[figure]('v1Session', `${door}Session`),
    write: answers[figure]('v1Hold', `${door}Hold`),
  });
  return {
    v1VsBare: against('bare', 'ratio'),
    v1VsBareRange: against('bare', 'range'),
    v1VsKeyed: against('keyed', 'ratio'),
    v1VsKeyedRange: against('keyed', 'range'),
    partnerAnswersPerSecond: answers.medians,
  };
}

function plainFigures(rounds: readonly Round<PlainWay>[]) {
  const { ratio, range, medians } = figuresOf(rounds, 'perProcessorSecond');
  return {
    trpcVsHono: ratio('oursNoop', 'honoNoop'),
    trpcVsHonoRange: range('oursNoop', 'honoNoop'),
    stockVsHono: ratio('stockNoop', 'honoNoop'),
    ormVsRaw: ratio('oursReadByOrm', 'oursRead'),
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
    answersPerProcessorSecond: medians,
  };
}
