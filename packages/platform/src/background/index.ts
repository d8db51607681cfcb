import type { CheckpointTaken } from '@banzhen/domain/audit';
import type { Bundles, DueBundles } from '@banzhen/domain/bundles';
import type { Certifications, DueCertifications } from '@banzhen/domain/certification';
import type { Clinics, Schedules } from '@banzhen/domain/clinics';
import type { DueMembers, Memberships } from '@banzhen/domain/membership';
import type { Deliveries, JobQueue, LiveFeed, OutboxRelaySource } from '@banzhen/domain/messaging';
import type { DueTimers, StrandedOrders } from '@banzhen/domain/orders';
import type { PaymentWork } from '@banzhen/domain/payments';
import type { ExpiringPoints, Points } from '@banzhen/domain/points';
import type { Pruner, Retention } from '@banzhen/domain/retention';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { Visits } from '@banzhen/domain/visits';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import type { Log } from '../log.js';
import { startAppointments } from './appointments.js';
import { startBundles } from './bundles.js';
import { startCertifications } from './certifications.js';
import { startCheckpoints } from './checkpoints.js';
import { startConsumer } from './consumer.js';
import { type ErrandWork, startErrands } from './errands.js';
import type { Loop, News } from './loop.js';
import { startMemberTimers } from './members.js';
import { startPaymentPolls, startRefunds } from './money.js';
import { startPruning } from './pruning.js';
import { startRelay, startSweeper } from './relay.js';
import { startSealing } from './sealing.js';
import { startSessions } from './sessions.js';
import { startStrandedOrders } from './stranded-orders.js';
import { startTimers } from './timers.js';
import { startWebhooks, type WebhookWork } from './webhooks.js';

export type BackgroundDeps = {
  readonly relay: OutboxRelaySource;
  readonly deliveries: Deliveries;
  readonly queue: JobQueue;
  readonly live: LiveFeed;
  readonly dueTimers: DueTimers;
  readonly strandedOrders: StrandedOrders;
  readonly dueBundles: DueBundles;
  readonly dueCertifications: DueCertifications;
  readonly dueMembers: DueMembers;
  readonly expiringPoints: ExpiringPoints;
  readonly paymentWork: PaymentWork;
  readonly pruner: Pruner;
  readonly retention: Retention;
  readonly takeCheckpoint: () => Promise<CheckpointTaken>;
  readonly sealed: SealedDatabase;
  readonly visits: Visits;
  readonly clinics: Pick<Clinics, 'keep'>;
  readonly bundles: Pick<Bundles, 'keepBundle'>;
  readonly certifications: Pick<Certifications, 'age' | 'suspendByRule'>;
  readonly memberships: Memberships;
  readonly points: Points;
  readonly schedules: Pick<Schedules, 'releaseDueSessions' | 'closeEndedSessions'>;
  readonly webhooks: Pick<WebhookWork, 'queue' | 'deliver' | 'machineClock'>;
  readonly errands: Pick<ErrandWork, 'errands' | 'run'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Given where this process has its data alone. */
  readonly news: News | undefined;
};

/** Everything that happens without a request. Any number of processes may run it at once. */
export const startBackground = async (deps: BackgroundDeps): Promise<Loop> => {
  const { visits, clock, log, news } = deps;
  const outbox = { source: deps.relay, queue: deps.queue, clock, log };
  const money = { work: deps.paymentWork, visits, clock, log, news };
  const consumer = await startConsumer(deps);
  const loops = [
    startRelay(outbox),
    startSweeper(outbox),
    startSessions(deps),
    startTimers({ due: deps.dueTimers, visits, clock, log, news }),
    startMemberTimers(deps),
    startCertifications(deps),
    startStrandedOrders(deps),
    startRefunds(money),
    startPaymentPolls(money),
    startAppointments(deps),
    startErrands({ ...deps.errands, clock, log, news }),
    startBundles(deps),
    startWebhooks({ ...deps.webhooks, clock, log, news }),
    startSealing(deps),
    startPruning(deps),
    startCheckpoints(deps),
  ];
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
      await consumer.close();
    },
  };
};
