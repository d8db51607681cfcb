import { openTestDatabase } from '@banzhen/postgres/testing';

/** The server that the test run brought along. */
export const serverUrl = (): string => {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is missing: run these tests by `pnpm test:db`');
  return url;
};

/** A migrated database for one test file. */
export const openOwnDatabase = (connections?: number) => openTestDatabase(serverUrl(), connections);

/** The same where a busy machine may take its time: who waits for whom is the question there, and not for how long. */
export const openPatientDatabase = (connections?: number) =>
  openTestDatabase(`${serverUrl()}?lock_timeout=20000&statement_timeout=30000`, connections);
