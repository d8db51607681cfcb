import { openTestDatabase } from '@banzhen/postgres/testing';

/** The server that the test run brought along. */
export const serverUrl = (): string => {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is missing: run these tests by `pnpm test:db`');
  return url;
};

/** A migrated database for one test file. */
export const openOwnDatabase = (connections?: number) => openTestDatabase(serverUrl(), connections);
