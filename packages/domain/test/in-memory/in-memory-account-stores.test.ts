import { inMemoryAccountStores } from '@banzhen/domain/testing';
import { accountStoresContracts } from '@banzhen/domain/testing/contracts';

accountStoresContracts('in memory', async () => inMemoryAccountStores());
