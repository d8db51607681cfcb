import { inMemoryPartnerStores } from '@banzhen/domain/testing';
import { partnerStoresContract, settlementStoreContract } from '@banzhen/domain/testing/contracts';

partnerStoresContract('in memory', async () => inMemoryPartnerStores());
settlementStoreContract('in memory', async () => inMemoryPartnerStores());
