import { inMemoryPlatform } from '@banzhen/domain/testing';
import { visitStoresContracts } from '@banzhen/domain/testing/contracts';

visitStoresContracts('in-memory', async () => inMemoryPlatform());
