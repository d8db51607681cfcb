import type { CallbackForged, Channel } from '@banzhen/domain/payments';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import { ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { makeVisits, type VisitStores, type Visits } from '@banzhen/domain/visits';
import { migrate, type OpenDatabase, openDatabase, publishPolicy } from '@banzhen/postgres';
import { startBackground } from './background/index.js';
import type { PlatformConfig } from './config.js';
import { loadDemoCity } from './demo/load-demo-city.js';
import { placeDemoOrders } from './demo/place-demo-orders.js';
import { closedIdentity, demoIdentity, type Identity } from './identity.js';
import type { Log } from './log.js';
import { type OpenOptions, openAdapters } from './open-adapters.js';
import { makeReads } from './reads/make-reads.js';
import type { Reads } from './reads/reads.js';
import { receiveCallback } from './receive-callback.js';
import type { Sandbox } from './sandbox/sandbox.js';

export type Readiness = { readonly isReady: boolean; readonly database: boolean; readonly draining: boolean };

/** Everything that the transports may use: use cases, reads, sign-in, live updates; adapters stay behind it. */
export type Platform = {
  readonly visits: Visits;
  readonly reads: Reads;
  readonly identity: Identity;
  /** Present outside production only. */
  readonly sandbox: Sandbox | undefined;
  receiveCallback(
    channel: Channel,
    headers: Readonly<Record<string, string | undefined>>,
    body: string,
  ): Promise<Result<void, CallbackForged>>;
  readiness(): Promise<Readiness>;
  /** Starts what happens without requests: relay, timers, refunds, polls, and the sandbox's callbacks. */
  startBackground(): Promise<void>;
  /** From now on `readiness` says no, so that a load balancer sends nobody any more. */
  beginDrain(): void;
  close(): Promise<void>;
};

/** Since when version 1 of the policy is in force; a database that has a version 1 keeps its own. */
const FIRST_POLICY_FROM = new Date('2026-01-01T00:00:00Z');

/** Which database a configuration means. */
export const databaseConfig = ({ storage, databaseConnections }: PlatformConfig) =>
  storage.kind === 'server'
    ? ({ kind: 'postgres', url: storage.databaseUrl, connections: databaseConnections } as const)
    : ({ kind: 'embedded', dataDir: storage.dataDir, holder: 'banzhen' } as const);

/**
 * Builds the product from its configuration: opens and migrates the database, publishes the first policy, makes the
 * adapters and the use cases, and outside production the sandbox with the demo city. Throws with a readable message when
 * something cannot be had.
 */
export const openPlatform = async (
  config: PlatformConfig,
  log: Log,
  options: OpenOptions = {},
): Promise<Platform> => {
  const database = await openDatabase(databaseConfig(config));
  try {
    await migrate(database.db);
    await publishPolicy(database.db, defaultVisitPolicy, FIRST_POLICY_FROM);
    return await compose(config, log, options, database);
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
};

const compose = async (
  config: PlatformConfig,
  log: Log,
  options: OpenOptions,
  database: OpenDatabase,
): Promise<Platform> => {
  const adapters = await openAdapters(config, log, options, database);
  const { db, clock, ids, calendar, sandbox, unitOfWork, messaging, io } = adapters;
  const visits = makeVisits(adapters);
  if (sandbox) await loadDemoCity(db, ids);
  let isDraining = false;
  let stops: readonly (() => Promise<void>)[] = [];

  return {
    visits,
    reads: makeReads({ db, unitOfWork, clock, visits, books: adapters.books, live: messaging.live }),
    identity: sandbox ? demoIdentity(db) : closedIdentity(),
    sandbox,
    receiveCallback: io.port('callback', { receive: receiveCallback(adapters.providers, visits) }, [
      'receive',
    ]).receive,
    async readiness() {
      const isThere = await canRead(unitOfWork, clock.now());
      return { isReady: isThere && !isDraining, database: isThere, draining: isDraining };
    },
    async startBackground() {
      const background = await startBackground({ ...adapters.background, ...messaging, visits, clock, log });
      const delivery = sandbox?.startDelivery();
      stops = [() => background.stop(), ...(delivery ? [() => delivery.stop()] : [])];
      if (sandbox) await placeDemoOrders({ db, visits, clock, calendar, ids, log, pay: sandbox.pay });
    },
    beginDrain() {
      isDraining = true;
    },
    async close() {
      await Promise.all(stops.map((stop) => stop()));
      sandbox?.clock.stop();
      await messaging.queue.close();
      await messaging.live.close();
      await database.close();
    },
  };
};

const canRead = (unitOfWork: UnitOfWork<VisitStores>, now: Date): Promise<boolean> =>
  unitOfWork
    .run(async (stores) => ok(await stores.policies.current(now)))
    .then(
      (found) => found.ok,
      () => false,
    );
