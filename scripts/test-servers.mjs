import { startPostgres, startRedis } from '@banzhen/local-services';

/**
 * Vitest global set-up of the `db` project: one throwaway PostgreSQL and one throwaway Redis for the run.
 * Test files find them in TEST_DATABASE_URL and TEST_REDIS_URL and make a database of their own in there.
 */
export async function setup() {
  const postgres = await startPostgres();
  try {
    const redis = await startRedis();
    process.env.TEST_DATABASE_URL = postgres.url;
    process.env.TEST_REDIS_URL = redis.url;
    return async () => {
      await Promise.allSettled([redis.stop(), postgres.stop()]);
    };
  } catch (problem) {
    await postgres.stop();
    throw problem;
  }
}
