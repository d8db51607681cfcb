import { setTimeout as pause } from 'node:timers/promises';
import { runVisit, sandboxClock, visitStarts } from '@banzhen/cli/demo';
import { callApi } from '../../product/call-api.js';
import { faultsOfVisits } from '../kill/check-books.js';
import { type OutageStage, openOutageStage } from './outage-stage.js';
import { type Outages, planOutages } from './outages.js';
import { patientNetwork } from './patient-network.js';
import { randomFrom } from './random.js';
import { sharedClock } from './shared-clock.js';
import { type Supervised, supervise } from './supervised.js';

export interface OutageDrive {
  readonly seed: number;
  readonly visits: number;
  readonly outages: number;
  /** A module that plants a bug in the worker. */
  readonly preload?: string;
}

export interface OutageSeen {
  readonly finished: number;
  readonly redisKills: number;
  readonly postgresKills: number;
  readonly workerDeaths: number;
  /** Everything that is not as if nothing had happened. */
  readonly faults: readonly string[];
}

/** Steps of the story that the visits follow. */
const STEPS_PER_VISIT = 24;
const PATIENCE_MS = 40_000;
/** The worker dies with a message in hand. */
const IN_HAND = 'before:deliveries.acknowledge:3';
const MESSAGE_WAITS_MS = 20_000;
/** Longer than a published message may go without an acknowledgement. */
const UNACKNOWLEDGED_MINUTES = 2;
const LAST_MESSAGES_MS = 12_000;

/** Moves the sandbox's clock on: what failed is tried again after growing pauses. */
const letTimePass = async (url: string, advanceMinutes: number): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ advanceMinutes });
  await patientNetwork(PATIENCE_MS)(new URL('/sandbox/clock', url), { method: 'POST', body, headers });
};

const familiesOf = async (url: string): Promise<readonly string[]> => {
  const { value } = await callApi(url, 'demo.people', undefined, 'query');
  const people = value as readonly { readonly accountId: string; readonly roles: readonly string[] }[];
  return people.filter(({ roles }) => roles.includes('family')).map(({ accountId }) => accountId);
};

/** Drives all visits at once on one clock; answers the orders of those that came to their end, and what failed. */
async function driveAll({ url }: OutageStage, { visits }: OutageDrive, outages: Outages) {
  const network = patientNetwork(PATIENCE_MS);
  const clock = sharedClock(sandboxClock(url, network), visits);
  const families = await familiesOf(url);
  const starts = visitStarts(await clock.now());
  const one = async (visit: number): Promise<string> => {
    const familyAccountId = families[visit];
    if (familyAccountId === undefined) throw new Error('the demo has too few families');
    try {
      const { orderId } = await runVisit({
        url,
        network,
        clock,
        familyAccountId,
        wish: { starts },
        scenario: 'double-payment',
        patienceMs: PATIENCE_MS,
        reconnectWithinMs: PATIENCE_MS,
        onStep: () => outages.step(),
      });
      return orderId;
    } finally {
      clock.leave();
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: visits }, (_, visit) => one(visit)));
  return {
    orderIds: ended.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    failures: ended.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : [])),
  };
}

/** Waits for the last messages; the sweeper of a worker looks when it starts, and what it looks for must be old enough. */
async function faultsOfMessages(stage: OutageStage, worker: Supervised): Promise<readonly string[]> {
  await letTimePass(stage.url, UNACKNOWLEDGED_MINUTES);
  await worker.restart();
  const giveUpAt = performance.now() + LAST_MESSAGES_MS;
  for (;;) {
    const { unacknowledged, buried } = await stage.messages();
    if (unacknowledged === 0 && buried === 0) return [];
    if (performance.now() >= giveUpAt)
      return [`${unacknowledged} messages were never acknowledged, ${buried} were buried`];
    await pause(100);
  }
}

/** Redis dies when a message waits there that was marked as published and that nobody has taken out. */
async function loseWaitingMessage({ holdQueue, messages, redis }: OutageStage): Promise<void> {
  const giveUpAt = performance.now() + MESSAGE_WAITS_MS;
  while (performance.now() < giveUpAt) {
    await holdQueue();
    if ((await messages()).inRedisAlone > 0) break;
    await pause(50);
  }
  await redis.kill9();
  await redis.start();
}

/** Drives visits through outages on servers of their own, and looks at what is left in the end. */
export async function driveThroughOutages(drive: OutageDrive): Promise<OutageSeen> {
  const stage = await openOutageStage();
  const { redis, postgres } = stage;
  const outages = planOutages({
    servers: [
      { name: 'redis', kill9: redis.kill9, start: redis.start },
      { name: 'postgres', kill9: postgres.kill9, start: postgres.start },
    ],
    steps: drive.visits * STEPS_PER_VISIT,
    outages: drive.outages,
    random: randomFrom(drive.seed),
    onBack: () => onBack(),
  });
  const onBack = () => void letTimePass(stage.url, 0.6).catch(() => undefined);
  const api = supervise({ stage, role: 'api' });
  const worker = supervise({
    stage,
    role: 'worker',
    failpoint: {
      step: IN_HAND,
      async onDeath() {
        await stage.holdQueue().catch(() => undefined);
        void outages.also(() => loseWaitingMessage(stage));
      },
    },
    preload: drive.preload,
  });
  try {
    await Promise.all([api.ready, worker.ready]);
    const { orderIds, failures } = await driveAll(stage, drive, outages);
    await outages.over();
    const seen = [
      ...failures,
      ...(failures.length === 0 ? await faultsOfVisits(stage.url, orderIds) : []),
      ...(await faultsOfMessages(stage, worker)),
      ...api.internalErrors().map((line) => `the API failed: ${JSON.stringify(line)}`),
      ...api.surprises,
      ...worker.surprises,
    ];
    return {
      finished: orderIds.length,
      redisKills: outages.killed('redis') + worker.deaths(),
      postgresKills: outages.killed('postgres'),
      workerDeaths: worker.deaths(),
      faults: seen,
    };
  } finally {
    await Promise.all([api.end(), worker.end()]);
    await stage.remove();
  }
}
