import { visitStoresContracts } from '@banzhen/domain/testing/contracts';
import { visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll } from 'vitest';
import { openOwnDatabase } from './support.js';

const opened = openOwnDatabase();
afterAll(async () => (await opened).close());

// Suites use fresh ids, so they share one database.
visitStoresContracts('PostgreSQL', async () => ({
  ...visitStoresFixture(await opened),
  close: async () => {},
}));
