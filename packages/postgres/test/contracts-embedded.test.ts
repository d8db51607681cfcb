import {
  accountStoresContracts,
  bundleStoreContract,
  calendarStoresContract,
  certificationsContract,
  certifiedEscortsContract,
  clinicErrandsContract,
  clinicStoresContracts,
  clinicSystemsContract,
  conversationContract,
  membershipStoresContracts,
  partnerStoresContract,
  patientStoresContracts,
  settlementStoreContract,
  visitStoresContracts,
  webhookStoresContract,
} from '@banzhen/domain/testing/contracts';
import {
  accountStoresFixture,
  bundleStoresFixture,
  calendarStoresFixture,
  certificationsFixture,
  clinicStoresFixture,
  clinicSystemsFixture,
  conversationFixture,
  membershipStoresFixture,
  partnerStoresFixture,
  patientStoresFixture,
  visitStoresFixture,
  webhookStoresFixture,
} from '@banzhen/postgres/testing';
import { afterAll } from 'vitest';
import { openEmbedded } from './open-embedded.js';

// Suites use fresh ids, so they share one engine.
const opened = openEmbedded();
const shared = async () => ({ ...(await opened), close: async () => {} });
afterAll(async () => (await opened).close());

visitStoresContracts('PGlite', async () => visitStoresFixture(await shared()));
accountStoresContracts('PGlite', async () => accountStoresFixture(await shared()));
patientStoresContracts('PGlite', async () => patientStoresFixture(await shared()));
membershipStoresContracts('PGlite', async () => membershipStoresFixture(await shared()));
clinicStoresContracts('PGlite', async () => clinicStoresFixture(await shared()));
bundleStoreContract('PGlite', async () => bundleStoresFixture(await shared()));
calendarStoresContract('PGlite', async () => calendarStoresFixture(await shared()));
certificationsContract('PGlite', async () => certificationsFixture(await shared()));
certifiedEscortsContract('PGlite', async () => certificationsFixture(await shared()));
partnerStoresContract('PGlite', async () => partnerStoresFixture(await shared()));
settlementStoreContract('PGlite', async () => partnerStoresFixture(await shared()));
clinicErrandsContract('PGlite', async () => clinicSystemsFixture(await shared()));
clinicSystemsContract('PGlite', async () => clinicSystemsFixture(await shared()));
webhookStoresContract('PGlite', async () => webhookStoresFixture(await shared()));
conversationContract('PGlite', async () => conversationFixture(await shared()));
