import { setTimeout as pause } from 'node:timers/promises';
import type { ClinicSessionId } from '@banzhen/domain/shared/ids';
import { openDatabase } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { Redis } from 'ioredis';
import { inParallel } from '../../in-parallel.js';
import { type ApiCaller, signInAs } from '../../product/call-api.js';
import { type ProductProcess, startProduct } from '../../product/product-process.js';
import { makeTown } from '../../town.js';
import { type OutageStage, openOutageStage } from '../outage/outage-stage.js';
import { checkSeats } from '../slots/check-seats.js';
import { identify, openSession } from '../slots/clinic.js';
import type { Told } from '../slots/rush.js';
import { type Booking, bookAll } from './booking.js';

export interface LossWish {
  /** A module that plants a bug in the workers. */
  readonly preload?: string;
  /** Whether lost messages are waited for in real time; else the clock of the sandbox is moved on. */
  readonly isWholeMinute: boolean;
}

/** What was there in the end, by the tables and by what people were told. */
export interface ReleaseSeen {
  readonly sessions: number;
  readonly booked: number;
  /** Seats that were given while Redis was away. */
  readonly bookedWithoutRedis: number;
  readonly notReleased: number;
  readonly releasedTwice: number;
  readonly oversold: number;
  readonly lostSeats: number;
  /** People who were told of a seat or of a submitted appointment, and there is none. */
  readonly lostAcks: number;
  /** Messages that no consumer has acknowledged, and appointments that no clinic has answered. */
  readonly effectsLost: number;
  readonly serverErrors: number;
  readonly processDeaths: number;
  /** From the return of Redis until all was done. */
  readonly seconds: number;
}

const FAMILIES = 40;
const SESSIONS = 20;
const SEATS = 8;
const RELEASED_WITHIN_MS = 4_000;
const AWAY_MS = 2_000;
const PATIENCE_MS = 60_000;
/** Longer than a published message may go without an acknowledgement. */
const UNACKNOWLEDGED_MINUTES = 2;
const CONTROL_LOOKS_MS = 20_000;

/** Releases seats into a crowd, takes Redis and a worker away in the middle, and looks at what is left. */
export async function releaseThroughLoss({ preload, isWholeMinute }: LossWish): Promise<ReleaseSeen> {
  const stage = await openOutageStage();
  const database = await openDatabase({ kind: 'postgres', url: stage.settings('api').DATABASE_URL ?? '' });
  const sql = openPostgres({ url: stage.settings('api').DATABASE_URL ?? '', max: 2 });
  const start = (role: 'api' | 'worker') =>
    startProduct(role, { ...stage.settings(role), PORT: '0' }, role === 'worker' ? preload : undefined);
  const processes: ProductProcess[] = [];
  try {
    const town = await makeTown(database.db, { escorts: 0, patients: FAMILIES });
    const families = await identify(database, town);
    const [first, second, mortal, other] = [start('api'), start('api'), start('worker'), start('worker')];
    processes.push(first, second, mortal, other);
    const origins = await Promise.all([first.ready, second.ready]);
    await Promise.all([mortal.ready, other.ready]);
    const callers = await Promise.all(origins.map((origin) => callersAt(origin, families)));
    const sessions = await openSessions(database, town);

    const away = { isRedis: false };
    const booking = bookAll({ callers, families, sessions, isRedisAway: () => away.isRedis });
    await releasedAre(sql, sessions, SESSIONS / 4);
    await emptyRedis(stage);
    await Promise.all([mortal.kill(), stage.redis.kill9()]);
    away.isRedis = true;
    await pause(AWAY_MS);
    away.isRedis = false;
    await stage.redis.start();
    const backAt = performance.now();
    processes.push(start('worker'));
    await releasedAre(sql, sessions, SESSIONS);
    const told = await booking.finish();
    if (!isWholeMinute) await letTimePass(origins[0] ?? '');
    const effectsLost = await effectsLeft(
      stage,
      sql,
      preload === undefined ? 2 * PATIENCE_MS : CONTROL_LOOKS_MS,
    );
    const seconds = Math.round((performance.now() - backAt) / 1_000);
    return {
      ...(await judge(sql, sessions, told)),
      effectsLost,
      seconds,
      processDeaths: deathsOf(processes, mortal),
    };
  } finally {
    await Promise.all(processes.map((one) => one.stop()));
    await sql.end({ timeout: 5 });
    await database.close();
    await stage.remove();
  }
}

type Sql = ReturnType<typeof openPostgres>;

const callersAt = async (
  origin: string,
  families: readonly { readonly accountId: string }[],
): Promise<ReadonlyMap<string, ApiCaller>> =>
  new Map(
    await inParallel(
      families,
      16,
      async ({ accountId }) => [accountId, await signInAs(origin, accountId)] as const,
    ),
  );

/** Published, and on sale one after the other within the next seconds. */
const openSessions = (
  database: Parameters<typeof openSession>[0],
  town: Parameters<typeof openSession>[1],
): Promise<readonly ClinicSessionId[]> => {
  const soon = Date.now() + 2_000;
  return inParallel([...Array(SESSIONS).keys()], 4, (no) =>
    openSession(database, town, {
      capacity: SEATS,
      // Far enough that no two sessions are a person's only choice for the day.
      startsInHours: 24 * (2 + no),
      releaseAt: new Date(soon + (no * RELEASED_WITHIN_MS) / SESSIONS),
    }),
  );
};

async function releasedAre(sql: Sql, sessions: readonly ClinicSessionId[], count: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const [row] = await sql<{ released: number }[]>`
      select count(*)::integer as released from clinic_session
      where id = any(${[...sessions]}::uuid[]) and status = 'RELEASED'`;
    if ((row?.released ?? 0) >= count) return;
    await pause(20);
  }
}

/** Empties it while a message waits there that nobody has taken out. */
async function emptyRedis({ holdQueue, messages, redis }: OutageStage): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    await holdQueue();
    if ((await messages()).inRedisAlone > 0) break;
    await pause(20);
  }
  const client = new Redis(redis.url, { lazyConnect: true });
  client.on('error', () => undefined);
  await client.connect();
  await client.flushall();
  client.disconnect();
}

const letTimePass = (origin: string): Promise<Response> =>
  fetch(new URL('/sandbox/clock', origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceMinutes: UNACKNOWLEDGED_MINUTES }),
  });

/** Waits until every message was consumed and every clinic has answered; answers how many are left when patience ends. */
async function effectsLeft({ messages }: OutageStage, sql: Sql, patienceMs: number): Promise<number> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const { unacknowledged, buried } = await messages();
    const [row] = await sql<{ waiting: number }[]>`
      select count(*)::integer as waiting from appointment where status = 'PENDING_CONFIRM'`;
    const left = unacknowledged + buried + (row?.waiting ?? 0);
    if (left === 0 || performance.now() >= until) return left;
    await pause(100);
  }
}

async function judge(sql: Sql, sessions: readonly ClinicSessionId[], told: readonly Booking[]) {
  const events = await sql<{ id: string; times: number }[]>`
    select aggregate_id as id, count(*)::integer as times from outbox
    where topic = 'clinic-session' and type = 'ClinicSessionReleased' group by aggregate_id`;
  const timesOf = new Map(events.map(({ id, times }) => [id, times]));
  const seats = await Promise.all(
    sessions.map((id) =>
      checkSeats(sql, id, told.filter(({ sessionId }) => sessionId === id) satisfies readonly Told[]),
    ),
  );
  const booked = await sql<{ id: string }[]>`select id from appointment where status = 'BOOKED'`;
  const bookedIds = new Set(booked.map(({ id }) => id));
  const sum = (of: (one: (typeof seats)[number]) => number) =>
    seats.reduce((total, one) => total + of(one), 0);
  const submittedLost = told.filter(
    ({ isSubmitted, appointmentId }) => isSubmitted && !bookedIds.has(appointmentId ?? ''),
  );
  return {
    sessions: sessions.length,
    booked: bookedIds.size,
    bookedWithoutRedis: told.filter(({ isWithoutRedis, status }) => isWithoutRedis && status === 200).length,
    notReleased: sessions.filter((id) => !timesOf.has(id)).length,
    releasedTwice: [...timesOf.values()].filter((times) => times > 1).length,
    oversold: sum(({ oversold, overlaps }) => oversold + overlaps),
    lostSeats: sum(({ lostSeats }) => lostSeats),
    lostAcks: sum(({ lostAcks }) => lostAcks) + submittedLost.length,
    serverErrors: told.filter(({ status }) => status === 500).length,
  };
}

const deathsOf = (processes: readonly ProductProcess[], mortal: ProductProcess): number =>
  processes.filter((one) => one !== mortal && !one.isAlive()).length;
