import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@banzhen/domain/shared/clock';
import { ok } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { VisitStores } from '@banzhen/domain/visits';
import { type Database, isMigrated, type ReplicaState } from '@banzhen/postgres';
import { homeTenant } from './accounts/open-accounts.js';
import type { Messaging } from './messaging.js';

/** `away` does not answer or takes nothing; `behind` lacks a migration; `unfit` answers but may lose messages. */
export type Health = 'ok' | 'away' | 'behind' | 'unfit';

/** Whether this process should be sent requests, and what it stands on; Redis only where there is one. */
export type Readiness = {
  readonly isReady: boolean;
  readonly draining: boolean;
  readonly dependencies: {
    readonly database: Health;
    readonly migrations: Health;
    readonly queue: Health;
    readonly redis?: Health;
  };
  /** How the replica is, where one is configured. Nothing depends on it: the primary is read meanwhile. */
  readonly replica?: ReplicaState;
};

type Deps = {
  readonly db: Database;
  readonly unitOfWork: UnitOfWork<VisitStores>;
  readonly messaging: Messaging;
  readonly clock: Clock;
  readonly replicaState?: () => ReplicaState;
  readonly isDraining: () => boolean;
};

/** Longer than any dependency takes that is well. */
const PATIENCE_MS = 2_000;

/** What `look` finds; whoever fails or lets us wait is away. */
const healthOf = async (look: () => Promise<Health>): Promise<Health> => {
  const patience = new AbortController();
  const late = pause(PATIENCE_MS, 'away' as const, { signal: patience.signal }).catch(() => 'away' as const);
  return Promise.race([look(), late])
    .catch(() => 'away' as const)
    .finally(() => patience.abort());
};

const redisHealth = async (check: NonNullable<Messaging['checkRedis']>): Promise<Health> => {
  const fit = await check();
  if (fit.ok) return 'ok';
  return fit.error.type === 'RedisUnreachable' ? 'away' : 'unfit';
};

/** Looks at every dependency at once; whoever asks meanwhile gets the same answer. */
export const makeReadiness = ({ db, unitOfWork, messaging, clock, replicaState, isDraining }: Deps) => {
  const { queue, checkRedis } = messaging;
  const readPolicy = () =>
    unitOfWork.run(async ({ policies }) => ok(await policies.current(homeTenant, clock.now())));
  const look = async (): Promise<Readiness> => {
    const [database, migrations, queued, redis] = await Promise.all([
      healthOf(async () => ((await readPolicy()).ok ? 'ok' : 'away')),
      healthOf(async () => ((await isMigrated(db)) ? 'ok' : 'behind')),
      healthOf(async () => ((await queue.isReady()) ? 'ok' : 'away')),
      checkRedis && healthOf(() => redisHealth(checkRedis)),
    ]);
    const dependencies = { database, migrations, queue: queued, ...(redis ? { redis } : {}) };
    const isWell = Object.values(dependencies).every((health) => health === 'ok');
    const draining = isDraining();
    const replica = replicaState?.();
    return { isReady: isWell && !draining, draining, dependencies, ...(replica ? { replica } : {}) };
  };
  let looking: Promise<Readiness> | undefined;
  return (): Promise<Readiness> => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
};
