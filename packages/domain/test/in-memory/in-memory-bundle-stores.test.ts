import { inMemoryBundleStores } from '@banzhen/domain/testing';
import { bundleStoreContract } from '@banzhen/domain/testing/contracts';

bundleStoreContract('in memory', async () => inMemoryBundleStores());
