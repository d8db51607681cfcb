import { temporalCalendar } from '@banzhen/calendar';
import type { JobQueue, LiveFeed } from '@banzhen/domain/messaging';
import type { CallbackForged, Channel, PaymentProvider } from '@banzhen/domain/payments';
import type { Clock } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import { ok, type Result } from '@banzhen/domain/shared/result';
import { makeVisits, type Visits } from '@banzhen/domain/visits';
import {
  migrate,
  openDatabase,
  postgresDeliveries,
  postgresDueTimers,
  postgresLedgerBooks,
  postgresOutboxRelay,
  postgresPaymentWork,
  postgresSandboxStore,
  postgresUnitOfWork,
  publishPolicy,
  uuidv7Ids,
} from '@banzhen/postgres';
import { startBackground } from './background/index.js';
import type { PlatformConfig } from './config.js';
import { loadDemoCity } from './demo/load-demo-city.js';
import { placeDemoOrders } from './demo/place-demo-orders.js';
import { ioSteps, providerCalls } from './failpoint.js';
import { closedIdentity, demoIdentity, type Identity } from './identity.js';
import type { Log } from './log.js';
import { openMessaging } from './messaging.js';
import { makeReads } from './reads/make-reads.js';
import type { Reads } from './reads/reads.js';
import { receiveCallback } from './receive-callback.js';
import { openSandbox, type Sandbox } from './sandbox/sandbox.js';
import { unavailableProviders } from './unavailable-provider.js';

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

const machineClock: Clock = { now: () => new Date() };

export type OpenOptions = {
  /** Where the sandbox provider reaches this platform, if its port is only known later. */
  readonly callbackUrl?: () => string;
};

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
  database: Awaited<ReturnType<typeof openDatabase>>,
): Promise<Platform> => {
  const { db, news } = database;
  const ids = uuidv7Ids();
  const calendar = temporalCalendar();
  const callbackUrl = options.callbackUrl ?? (() => config.publicUrl ?? `http://127.0.0.1:${config.port}`);
  const io = ioSteps(config.failpoint, log);
  const store = io.port('provider-books', postgresSandboxStore(db), ['put', 'remove']);
  const sandbox = config.sandbox ? await openSandbox({ store, machineClock, callbackUrl, log }) : undefined;
  const clock: Clock = sandbox?.clock ?? machineClock;
  const { wechat, alipay, unionpay } = sandbox?.providers ?? unavailableProviders;
  const providers: Readonly<Record<Channel, PaymentProvider>> = {
    wechat: io.port('provider', wechat, providerCalls),
    alipay: io.port('provider', alipay, providerCalls),
    unionpay: io.port('provider', unionpay, providerCalls),
  };
  const unitOfWork = io.unitOfWork(postgresUnitOfWork(db, { news }));
  const visits = makeVisits({ unitOfWork, clock, ids, calendar, providers });
  const { queue, live } = await openMessaging(config, log);
  const messaging: { queue: JobQueue; live: LiveFeed } = {
    queue: io.port('queue', queue, ['publish']),
    live,
  };
  const books = postgresLedgerBooks(db);
  if (sandbox) await loadDemoCity(db, ids);
  const reads = makeReads({ db, unitOfWork, books, visits, live: messaging.live, clock });
  let isDraining = false;
  let stops: readonly (() => Promise<void>)[] = [];

  return {
    visits,
    reads,
    identity: sandbox ? demoIdentity(db) : closedIdentity(),
    sandbox,
    receiveCallback: io.port('callback', { receive: receiveCallback(providers, visits) }, ['receive'])
      .receive,
    async readiness() {
      const isThere = await unitOfWork
        .run(async (stores) => ok(await stores.policies.current(clock.now())))
        .then(
          (found) => found.ok,
          () => false,
        );
      return { isReady: isThere && !isDraining, database: isThere, draining: isDraining };
    },
    async startBackground() {
      const background = await startBackground({
        relay: io.port('relay', postgresOutboxRelay(db, news), ['markPublished']),
        deliveries: io.port('deliveries', postgresDeliveries(db), ['acknowledge', 'bury']),
        dueTimers: io.port('due-timers', postgresDueTimers(db), ['postpone']),
        paymentWork: postgresPaymentWork(db),
        ...messaging,
        visits,
        clock,
        log,
      });
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
