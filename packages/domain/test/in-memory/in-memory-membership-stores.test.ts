import { inMemoryMembershipStores } from '@banzhen/domain/testing';
import { membershipStoresContracts } from '@banzhen/domain/testing/contracts';

membershipStoresContracts('in memory', async () => inMemoryMembershipStores());
