import type { BundleStoresFixture } from '@banzhen/domain/testing/contracts';
import { postgresBundleUnitOfWork } from '../bundles/postgres-bundle-unit-of-work.js';
import { postgresDueBundles } from '../bundles/postgres-bundles.js';
import type { OpenDatabase } from '../open-database.js';
import { clinicStoresFixture } from './clinic-stores-fixture.js';
import { testSealer } from './test-sealer.js';
import { seedsInto } from './visit-stores-fixture.js';

/** The adapters of visit bundles as the contract suites want them. */
export const bundleStoresFixture = (database: OpenDatabase): BundleStoresFixture => {
  const clinics = clinicStoresFixture(database);
  return {
    ...clinics,
    unitOfWork: postgresBundleUnitOfWork(database.db, { news: database.news, sealer: testSealer }),
    dueBundles: postgresDueBundles(database.db),
    seeds: { ...seedsInto(database), ...clinics.seeds },
  };
};
