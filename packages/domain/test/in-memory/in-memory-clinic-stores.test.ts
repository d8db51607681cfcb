import { inMemoryClinicStores } from '@banzhen/domain/testing';
import { clinicStoresContracts } from '@banzhen/domain/testing/contracts';

clinicStoresContracts('in memory', async () => inMemoryClinicStores());
