import type { BundleStores, DueBundles } from '../../bundles/index.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { ClinicSeeds, ClinicStoresFixture } from './clinic-fixture.js';
import type { Seeds } from './fixture.js';

/** What an adapter gives to the contract suites of visit bundles; it may be shared by all of them. */
export type BundleStoresFixture = Omit<ClinicStoresFixture, 'unitOfWork' | 'seeds'> & {
  readonly unitOfWork: UnitOfWork<BundleStores>;
  readonly dueBundles: DueBundles;
  readonly seeds: Seeds & ClinicSeeds;
};

/** Opens the adapter; called once for each suite. */
export type OpenBundleStores = () => Promise<BundleStoresFixture>;
