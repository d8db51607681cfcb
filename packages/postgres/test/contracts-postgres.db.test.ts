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
import { openOwnDatabase } from './support.js';

// Suites use fresh ids, so they share one database.
const opened = openOwnDatabase();
const shared = async () => ({ ...(await opened), close: async () => {} });
afterAll(async () => (await opened).close());

visitStoresContracts('PostgreSQL', async () => visitStoresFixture(await shared()));
accountStoresContracts('PostgreSQL', async () => accountStoresFixture(await shared()));
patientStoresContracts('PostgreSQL', async () => patientStoresFixture(await shared()));
membershipStoresContracts('PostgreSQL', async () => membershipStoresFixture(await shared()));
clinicStoresContracts('PostgreSQL', async () => clinicStoresFixture(await shared()));
bundleStoreContract('PostgreSQL', async () => bundleStoresFixture(await shared()));
calendarStoresContract('PostgreSQL', async () => calendarStoresFixture(await shared()));
certificationsContract('PostgreSQL', async () => certificationsFixture(await shared()));
certifiedEscortsContract('PostgreSQL', async () => certificationsFixture(await shared()));
partnerStoresContract('PostgreSQL', async () => partnerStoresFixture(await shared()));
settlementStoreContract('PostgreSQL', async () => partnerStoresFixture(await shared()));
clinicErrandsContract('PostgreSQL', async () => clinicSystemsFixture(await shared()));
clinicSystemsContract('PostgreSQL', async () => clinicSystemsFixture(await shared()));
webhookStoresContract('PostgreSQL', async () => webhookStoresFixture(await shared()));
conversationContract('PostgreSQL', async () => conversationFixture(await shared()));
