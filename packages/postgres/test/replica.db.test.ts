import { setTimeout as pause } from 'node:timers/promises';
import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { type LocalPostgres, type LocalReplica, startPostgres, startReplica } from '@banzhen/local-services';
import { migrate, type OpenDatabase, openDatabase, type ReplicaState, uuidv7 } from '@banzhen/postgres';
import { rowOf, run, sql } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const MAX_LAG_MS = 1_200;
const PATIENCE_MS = 30_000;

const tenantId = idFrom<TenantId>(uuidv7());
const accountId = idFrom<AccountId>(uuidv7());
const staff = () => ({ power: 'tenant', tenantId, accountId }) as const;

let primary: LocalPostgres;
let replica: LocalReplica;
let database: OpenDatabase;
let mustBeFresh = false;
const states: ReplicaState[] = [];

const open = (url: string): Promise<OpenDatabase> =>
  openDatabase({
    kind: 'postgres',
    url: primary.url,
    connections: 4,
    replica: { url, maxLagMs: MAX_LAG_MS, onChange: (state) => void states.push(state) },
  });

beforeAll(async () => {
  primary = await startPostgres({ durable: false });
  replica = await startReplica(primary, { durable: false });
  const url = replica.urlOf(primary.url);
  database = await open(url);
  await migrate(database.db);
  await run(database.db, sql.raw('CREATE TABLE seen (id uuid PRIMARY KEY)'));
  await run(database.db, sql.raw('GRANT SELECT, INSERT ON seen TO banzhen_people'));
  database.watchReplica();
});
afterAll(async () => {
  await database?.close();
  await Promise.all([replica?.stop(), primary?.stop()]);
});
beforeEach(async () => {
  mustBeFresh = false;
  await until('fresh');
});

const until = async (wanted: ReplicaState): Promise<void> => {
  const deadline = performance.now() + PATIENCE_MS;
  while (database.replicaState?.() !== wanted) {
    if (performance.now() > deadline)
      throw new Error(`the replica is ${database.replicaState?.()}, not ${wanted}`);
    await pause(20);
  }
};
const lists = () => database.forLists(staff, async () => mustBeFresh);
/** Where a list is read now. */
const readsOn = async (): Promise<'replica' | 'primary'> => {
  const { recovers } = await rowOf<{ recovers: boolean }>(
    lists(),
    sql`SELECT pg_is_in_recovery() AS recovers`,
  );
  return recovers ? 'replica' : 'primary';
};
const write = async (): Promise<string> => {
  const id = uuidv7();
  await run(database.for(staff), sql`INSERT INTO seen VALUES (${id}::uuid)`);
  return id;
};
const sees = async (id: string): Promise<boolean> =>
  (
    await rowOf<{ seen: boolean }>(
      lists(),
      sql`SELECT EXISTS (SELECT FROM seen WHERE id = ${id}::uuid) AS seen`,
    )
  ).seen;

describe('lists beside a streaming replica', () => {
  it('are read there, for whoever asks, with their rows and no others; what decides never is', async () => {
    expect(await readsOn()).toBe('replica');
    const who = await rowOf<{ power: string; role: string }>(
      lists(),
      sql`SELECT current_setting('app.power') AS power, current_user AS role`,
    );
    expect(who).toEqual({ power: 'tenant', role: 'banzhen_people' });
    const decides = await rowOf<{ recovers: boolean }>(
      database.for(staff),
      sql`SELECT pg_is_in_recovery() AS recovers`,
    );
    expect(decides).toEqual({ recovers: false });
  });

  it('are read on the primary by whoever has to see everything', async () => {
    mustBeFresh = true;
    expect(await readsOn()).toBe('primary');
  });

  it('go to the primary when the replica lags, and come back when it has caught up', async () => {
    await replica.pause();
    try {
      const id = await write();
      // Within the bound it may be old; whoever wrote is pinned, and is not asked here.
      mustBeFresh = true;
      expect(await sees(id)).toBe(true);
      mustBeFresh = false;
      await write();
      await until('behind');
      expect(await readsOn()).toBe('primary');
      expect(await sees(id)).toBe(true);
    } finally {
      await replica.resume();
    }
    await until('fresh');
    expect(await readsOn()).toBe('replica');
  });

  it('never miss what is older than the bound, however the replica stumbles', async () => {
    const written: { readonly id: string; readonly at: number }[] = [];
    const stumbling = new AbortController();
    const stumble = async () => {
      while (!stumbling.signal.aborted) {
        await replica.pause();
        await pause(MAX_LAG_MS * 1.5);
        await replica.resume();
        await pause(400);
      }
    };
    const stumbled = stumble();
    const missed: number[] = [];
    let onCopy = 0;
    const end = performance.now() + 5_000;
    while (performance.now() < end) {
      written.push({ id: await write(), at: performance.now() });
      const asked = performance.now();
      const place = await readsOn();
      if (place === 'replica') onCopy += 1;
      const old = written.filter(({ at }) => asked - at > MAX_LAG_MS);
      const last = old.at(-1);
      if (last && !(await sees(last.id))) missed.push(performance.now() - last.at);
      await pause(20);
    }
    stumbling.abort();
    await stumbled;
    expect(missed).toEqual([]);
    expect(onCopy).toBeGreaterThan(0);
  });

  it('go to the primary when the replica dies, from the very first read on, and come back with it', async () => {
    await replica.kill9();
    // Nobody has looked at it since: the read itself finds out.
    expect(await readsOn()).toBe('primary');
    await until('away');
    const answers = await Promise.all(Array.from({ length: 20 }, readsOn));
    expect(new Set(answers)).toEqual(new Set(['primary']));
    await replica.start();
    await until('fresh');
    expect(await readsOn()).toBe('replica');
  });

  it('take no other server for a replica: neither the primary itself nor a copy of something else', async () => {
    const before = states.length;
    const other = await startPostgres({ durable: false });
    const copyOfOther = await startReplica(other, { durable: false });
    try {
      for (const url of [primary.url, copyOfOther.urlOf(other.url)]) {
        const wrong = await open(url);
        try {
          wrong.watchReplica();
          const deadline = performance.now() + PATIENCE_MS;
          while (wrong.replicaState?.() !== 'not-a-replica' && performance.now() < deadline) await pause(20);
          expect(wrong.replicaState?.()).toBe('not-a-replica');
        } finally {
          await wrong.close();
        }
      }
      expect(states.slice(before)).not.toContain('fresh');
    } finally {
      await Promise.all([copyOfOther.stop(), other.stop()]);
    }
  });
});
