import { visitStoresContracts } from '@banzhen/domain/testing/contracts';
import { openMemoryDatabase, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll } from 'vitest';

const opened = openMemoryDatabase();
afterAll(async () => (await opened).close());

// Suites use fresh ids, so they share one engine.
visitStoresContracts('PGlite', async () => ({ ...visitStoresFixture(await opened), close: async () => {} }));
