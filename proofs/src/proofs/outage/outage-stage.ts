import {
  freePort,
  type LocalPostgres,
  type LocalRedis,
  startPostgres,
  startRedis,
} from '@banzhen/local-services';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { Queue } from 'bullmq';
import { keysPath } from '../../keys.js';
import { loadCity } from '../kill/load-city.js';
import type { Stage } from '../kill/site.js';

/** As the platform names it. */
const QUEUE = 'orders';

/** The demo city on servers of its own, which may be killed. */
export interface OutageStage extends Stage {
  readonly postgres: LocalPostgres;
  readonly redis: LocalRedis;
  /** From now on nothing is taken out of the queue; a Redis that dies forgets this too. */
  holdQueue(): Promise<void>;
  /** Messages that no consumer has acknowledged, those of them that only Redis still knows to deliver, and those that were buried. */
  messages(): Promise<{
    readonly unacknowledged: number;
    readonly inRedisAlone: number;
    readonly buried: number;
  }>;
}

/** PostgreSQL keeps what it has committed; Redis keeps nothing, so that each of its deaths loses all that waits there. */
export async function openOutageStage(): Promise<OutageStage> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis({ durable: false })]);
  const servers = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, KEYS_FILE: keysPath };
  const remove = async () => {
    await Promise.all([postgres.stop(), redis.stop()]);
  };
  try {
    await loadCity(servers);
  } catch (failure) {
    await remove();
    throw failure;
  }
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    roles: ['api', 'worker'],
    settings: () => ({ ...servers, PORT: port, PUBLIC_URL: url, DATABASE_CONNECTIONS: '6' }),
    remove,
    postgres,
    redis,
    async holdQueue() {
      const queue = new Queue(QUEUE, { connection: { url: redis.url } });
      queue.on('error', () => undefined);
      await queue.pause().finally(() => queue.close());
    },
    async messages() {
      const sql = openPostgres({ url: postgres.url, max: 1 });
      try {
        const [row] = await sql`
          select count(*) filter (where acknowledged_at is null and dead_at is null) as unacknowledged,
            count(*) filter (where published_at is not null and acknowledged_at is null and dead_at is null) as in_redis,
            count(*) filter (where dead_at is not null) as buried from outbox`;
        return {
          unacknowledged: Number(row?.unacknowledged),
          inRedisAlone: Number(row?.in_redis),
          buried: Number(row?.buried),
        };
      } finally {
        await sql.end({ timeout: 5 });
      }
    },
  };
}
