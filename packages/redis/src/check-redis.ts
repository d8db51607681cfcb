import { err, ok, type Result } from '@banzhen/domain/shared/result';
import { Redis } from 'ioredis';

const MINIMUM_VERSION = 7;

/** Why a Redis is not fit to carry jobs (JB3). */
export type RedisUnfit =
  | { readonly type: 'RedisUnreachable'; readonly why: string }
  | { readonly type: 'RedisTooOld'; readonly version: string; readonly minimum: number }
  /** Under memory pressure it would throw jobs away; it must be `noeviction`. */
  | { readonly type: 'RedisMayEvict'; readonly maxmemoryPolicy: string }
  /** Refused in production only: a crash would lose what waits, until the sweeper publishes it again. */
  | { readonly type: 'RedisNotDurable' };

export type RedisFit = { readonly version: string; readonly appendOnly: boolean };

const fieldOf = (info: string, name: string): string =>
  info
    .split(/\r?\n/)
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1) ?? '';

const readInfo = async (url: string): Promise<string> => {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: 5000,
    commandTimeout: 5000,
  });
  let lastError: Error | undefined;
  redis.on('error', (error) => {
    lastError = error;
  });
  try {
    await redis.connect();
    return await redis.info();
  } catch (error) {
    throw lastError ?? error;
  } finally {
    redis.disconnect();
  }
};

/** Looks once, at boot: version 7 or newer, nothing evicted, and (in production) an append-only file. */
export const checkRedis = async (
  url: string,
  { production = false }: { readonly production?: boolean } = {},
): Promise<Result<RedisFit, RedisUnfit>> => {
  let info: string;
  try {
    info = await readInfo(url);
  } catch (error) {
    return err({ type: 'RedisUnreachable', why: error instanceof Error ? error.message : String(error) });
  }
  const version = fieldOf(info, 'redis_version');
  const maxmemoryPolicy = fieldOf(info, 'maxmemory_policy');
  const appendOnly = fieldOf(info, 'aof_enabled') === '1';
  if (!(Number.parseInt(version, 10) >= MINIMUM_VERSION))
    return err({ type: 'RedisTooOld', version, minimum: MINIMUM_VERSION });
  if (maxmemoryPolicy !== 'noeviction') return err({ type: 'RedisMayEvict', maxmemoryPolicy });
  if (production && !appendOnly) return err({ type: 'RedisNotDurable' });
  return ok({ version, appendOnly });
};
