import type { Accounts } from '@banzhen/domain/accounts';
import { type Bundles, defaultBundlePolicy, makeBundles } from '@banzhen/domain/bundles';
import type { Calendars } from '@banzhen/domain/calendars';
import type { Certifications } from '@banzhen/domain/certification';
import type { ClinicSystems } from '@banzhen/domain/clinic-systems';
import {
  type ClinicRules,
  type Clinics,
  inHouseClinic,
  makeClinicRules,
  makeClinics,
  makeSchedules,
  type Schedules,
} from '@banzhen/domain/clinics';
import { type Conversations, makeConversations } from '@banzhen/domain/conversations';
import { defaultMembershipPolicy, type Memberships } from '@banzhen/domain/membership';
import type { Partners } from '@banzhen/domain/partners';
import { makePatients, type Patients } from '@banzhen/domain/patients';
import type { CallbackForged, Channel } from '@banzhen/domain/payments';
import type { Points } from '@banzhen/domain/points';
import { makePriceListing, type PriceListing } from '@banzhen/domain/pricing';
import type { Caller } from '@banzhen/domain/shared/actor';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import type { Result } from '@banzhen/domain/shared/result';
import { makeVisitRules, makeVisits, type VisitRules, type Visits } from '@banzhen/domain/visits';
import type { Webhooks } from '@banzhen/domain/webhooks';
import {
  migrate,
  type OpenDatabase,
  openDatabase,
  publishFirstVisitPolicy,
  publishMembershipPolicy,
  type ReplicaState,
} from '@banzhen/postgres';
import { startBackground } from './background/index.js';
import type { PlatformConfig } from './config.js';
import { databaseConfig } from './database-config.js';
import { takeDemoAccess } from './demo/demo-access.js';
import { type DemoSignIn, demoSignIn } from './demo/demo-sign-in.js';
import { fillDemo, loadDemo } from './demo/open-demo.js';
import { type Identity, makeIdentity } from './identity.js';
import type { Limits } from './limits/limits.js';
import type { Log } from './log.js';
import { type OpenOptions, openAdapters } from './open-adapters.js';
import { openCertifications } from './open-certifications.js';
import { errandWork, openClinicSystems } from './open-clinic-systems.js';
import { openMembers } from './open-members.js';
import { openPartners } from './open-partners.js';
import { openWebhooks, webhookWork } from './open-webhooks.js';
import { random } from './random.js';
import { makeReadiness, type Readiness } from './readiness.js';
import { type BundleReads, makeBundleReads } from './reads/bundle-reads.js';
import { type ClinicReads, makeClinicReads } from './reads/clinic-reads.js';
import { type FairnessReads, makeFairnessReads } from './reads/fairness-reads.js';
import { makeReads } from './reads/make-reads.js';
import type { PartnerReads } from './reads/partner-reads.js';
import { makePersonalCopies, type PersonalCopies } from './reads/personal-copies.js';
import type { Reads } from './reads/reads.js';
import { makeReleaseReads, type ReleaseReads } from './reads/release-reads.js';
import { makeSessionLineReads, type SessionLineReads } from './reads/session-line-reads.js';
import { makeWaitlistReads, type WaitlistReads } from './reads/waitlist-reads.js';
import { receiveCallback } from './receive-callback.js';
import type { PartnerSandbox } from './sandbox/partner-sandbox.js';
import type { Sandbox } from './sandbox/sandbox.js';

/** Everything that the transports may use: use cases, reads, sign-in, live updates; adapters stay behind it. */
export type Platform = {
  readonly visits: Visits;
  readonly reads: Reads;
  readonly conversations: Conversations;
  readonly accounts: Accounts;
  readonly patients: Patients;
  readonly clinics: Clinics;
  readonly clinicRules: ClinicRules;
  readonly visitRules: VisitRules;
  readonly priceListing: PriceListing;
  readonly clinicReads: ClinicReads;
  readonly waitlistReads: WaitlistReads;
  readonly sessionLineReads: SessionLineReads;
  readonly releaseReads: ReleaseReads;
  readonly fairnessReads: FairnessReads;
  readonly bundles: Bundles;
  readonly bundleReads: BundleReads;
  readonly memberships: Memberships;
  readonly points: Points;
  readonly schedules: Schedules;
  readonly calendars: Calendars;
  readonly certifications: Certifications;
  readonly partners: Partners;
  readonly partnerReads: PartnerReads;
  readonly webhooks: Webhooks;
  readonly clinicSystems: ClinicSystems;
  readonly copies: PersonalCopies;
  readonly identity: Identity;
  /** The development way in; outside production only. */
  readonly demo: DemoSignIn | undefined;
  /** How often who may do what. */
  readonly limits: Limits;
  /** Present outside production only. */
  readonly sandbox: Sandbox | undefined;
  /** Present outside production only; what integrators try their programs with. */
  readonly partnerSandbox: PartnerSandbox | undefined;
  receiveCallback(
    channel: Channel,
    headers: Readonly<Record<string, string | undefined>>,
    body: string,
  ): Promise<Result<void, CallbackForged>>;
  readiness(): Promise<Readiness>;
  /** The caller has changed something: what they read next is not from before. To be waited for before they are answered. */
  noteChange(actor: Pick<Caller, 'accountId'>): Promise<void>;
  /** Starts what happens without requests: relay, timers, refunds, polls, and the sandbox's callbacks. */
  startBackground(): Promise<void>;
  /** From now on `readiness` says no, so that a load balancer sends nobody any more. */
  beginDrain(): void;
  close(): Promise<void>;
};

/** Since when version 1 of the policies is in force; a database that has a version 1 keeps its own. */
const FIRST_POLICY_FROM = new Date('2026-01-01T00:00:00Z');

/**
 * Builds the product from its configuration: opens and migrates the database, publishes the first policies, makes the
 * adapters and the use cases, and outside production the sandbox with the demo city. Throws with a readable message when
 * something cannot be had.
 */
export const openPlatform = async (
  config: PlatformConfig,
  log: Log,
  options: OpenOptions = {},
): Promise<Platform> => {
  const wanted = databaseConfig(config);
  const onChange = (state: ReplicaState) => log.info('replica', { state });
  const database = await openDatabase(
    'replica' in wanted ? { ...wanted, replica: { ...wanted.replica, onChange } } : wanted,
  );
  try {
    await migrate(database.db);
    await publishFirstVisitPolicy(database.db, defaultVisitPolicy, FIRST_POLICY_FROM);
    await publishMembershipPolicy(database.db, defaultMembershipPolicy, FIRST_POLICY_FROM);
    database.watchReplica();
    const adapters = await openAdapters(config, log, options, database);
    try {
      return await compose(config, log, adapters, database);
    } catch (thrown) {
      await closeAdapters(adapters);
      throw thrown;
    }
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
};

type Adapters = Awaited<ReturnType<typeof openAdapters>>;

/** Everything but the database: whatever of it stays open keeps a process alive that could not start. */
const closeAdapters = async ({ sandbox, messaging, ...others }: Adapters): Promise<void> => {
  sandbox?.clock.stop();
  const { limits, writers, webhookSender, guarded } = others;
  for (const open of [messaging.queue, messaging.live, limits, writers, webhookSender, guarded])
    await open.close();
};

const compose = async (
  config: PlatformConfig,
  log: Log,
  adapters: Adapters,
  database: OpenDatabase,
): Promise<Platform> => {
  const { db, sealed, clock, sandbox, platformUnitOfWork, messaging, io } = adapters;
  const visits = makeVisits(adapters);
  const patients = makePatients({ ...adapters, unitOfWork: adapters.patientUnitOfWork });
  const { memberships, points } = openMembers(adapters);
  const platformVisits = makeVisits({ ...adapters, unitOfWork: platformUnitOfWork });
  const clinicDeps = {
    ...adapters,
    unitOfWork: adapters.clinicUnitOfWork,
    platformUnitOfWork: adapters.platformClinicUnitOfWork,
    due: adapters.dueAppointments,
    gateway: inHouseClinic,
    random,
  };
  const schedules = makeSchedules(clinicDeps);
  const clinics = makeClinics(clinicDeps);
  const bundles = makeBundles({
    ...adapters,
    unitOfWork: adapters.bundleUnitOfWork,
    platformUnitOfWork: adapters.platformBundleUnitOfWork,
    visits,
    platformVisits,
    bundlePolicy: defaultBundlePolicy,
    random,
  });
  const certifications = openCertifications(adapters);
  const { accounts, sessionReader, deps } = adapters.accounts;
  if (sandbox) await loadDemo(adapters);
  else await takeDemoAccess(adapters.sealed.db, adapters.accounts);
  let isDraining = false;
  let stops: readonly (() => Promise<void>)[] = [];

  const reads = makeReads({
    db: adapters.readable,
    lists: adapters.listable,
    readings: adapters.readings,
    clock,
    visits,
    books: adapters.books,
    audit: adapters.audit,
    live: messaging.live,
  });

  const read = { ...adapters, db: adapters.readable, lists: adapters.listable };
  const waitlistReads = makeWaitlistReads(read);
  const clinicReads = makeClinicReads(read);

  return {
    visits,
    reads,
    conversations: makeConversations({ ...adapters, unitOfWork: adapters.conversationUnitOfWork }),
    accounts,
    patients,
    clinics,
    clinicRules: makeClinicRules({ ...adapters, unitOfWork: adapters.clinicUnitOfWork }),
    visitRules: makeVisitRules(adapters),
    priceListing: makePriceListing(adapters),
    waitlistReads,
    fairnessReads: makeFairnessReads({ ...adapters, db: adapters.readable }),
    releaseReads: makeReleaseReads({ ...adapters, db: adapters.readable }),
    sessionLineReads: makeSessionLineReads({ ...adapters, db: adapters.readable }),
    bundles,
    bundleReads: makeBundleReads(read),
    clinicReads,
    memberships,
    points,
    schedules,
    certifications,
    ...openPartners(config, adapters, clinicReads),
    webhooks: openWebhooks(adapters),
    clinicSystems: openClinicSystems(adapters),
    copies: makePersonalCopies({
      db: adapters.readable,
      patientUnitOfWork: adapters.patientUnitOfWork,
      clock,
      accounts,
      patients,
      certifications,
      memberships,
      points,
      reads,
      waitlistReads,
    }),
    identity: makeIdentity({ sealed, sessionReader, secrets: deps.secrets, clock: deps.clock }),
    demo: sandbox ? demoSignIn(sealed, adapters.accounts) : undefined,
    limits: adapters.limits,
    sandbox,
    receiveCallback: io.port('callback', { receive: receiveCallback(adapters.providers, platformVisits) }, [
      'receive',
    ]).receive,
    noteChange: ({ accountId }) => adapters.writers.note(accountId),
    readiness: makeReadiness({
      db,
      ...(database.replicaState ? { replicaState: database.replicaState } : {}),
      unitOfWork: platformUnitOfWork,
      messaging,
      clock,
      isDraining: () => isDraining,
    }),
    async startBackground() {
      if (sandbox && config.demoOrders)
        await fillDemo(config, adapters, sandbox, { clinics, memberships }, log);
      const background = await startBackground({
        ...adapters.background,
        ...messaging,
        sealed,
        visits: platformVisits,
        clinics,
        bundles,
        memberships,
        points,
        certifications,
        schedules,
        webhooks: webhookWork(adapters),
        errands: errandWork(adapters, clinicDeps),
        clock,
        log,
      });
      const delivery = sandbox?.startDelivery();
      stops = [() => background.stop(), ...(delivery ? [() => delivery.stop()] : [])];
    },
    beginDrain() {
      isDraining = true;
    },
    async close() {
      await Promise.all(stops.map((stop) => stop()));
      await closeAdapters(adapters);
      await database.close();
    },
  };
};
