import { inMemoryPartnerStores } from '@banzhen/domain/testing';
import { partnerStoresContract } from '@banzhen/domain/testing/contracts';

partnerStoresContract('in memory', async () => inMemoryPartnerStores());
