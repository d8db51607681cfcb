import type { BundleStores } from '../bundles/index.js';
import type { BundleStoresFixture } from './contracts/bundle-fixture.js';
import { inMemoryBundles, inMemoryDueBundles } from './in-memory-bundles.js';
import { inMemoryCatalogue } from './in-memory-catalogue.js';
import { clinicStoresOver, inMemoryClinicStores } from './in-memory-clinic.js';
import { inMemoryDatabase } from './in-memory-database.js';
import { inMemoryMemberStore, inMemoryPrivilegeQuotas } from './in-memory-membership.js';
import { visitStoresOver } from './in-memory-platform.js';
import { inMemorySeeds } from './in-memory-seeds.js';
import type { Tables } from './in-memory-tables.js';

const bundleStoresOver = (tables: Tables): BundleStores => ({
  ...visitStoresOver(tables),
  ...clinicStoresOver(tables),
  catalogue: inMemoryCatalogue(tables),
  members: inMemoryMemberStore(tables.membership),
  privilegeQuotas: inMemoryPrivilegeQuotas(tables.membership),
  bundles: inMemoryBundles(tables),
});

/** The in-memory adapters of visit bundles, as the contract suites want them. */
export const inMemoryBundleStores = (database = inMemoryDatabase()): BundleStoresFixture => {
  const clinics = inMemoryClinicStores(database);
  return {
    ...clinics,
    unitOfWork: { run: (work) => database.transaction((tables) => work(bundleStoresOver(tables))) },
    dueBundles: inMemoryDueBundles(database),
    seeds: { ...inMemorySeeds(database), ...clinics.seeds },
  };
};
