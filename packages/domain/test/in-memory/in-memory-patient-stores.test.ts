import { inMemoryPatientStores } from '@banzhen/domain/testing';
import { patientStoresContracts } from '@banzhen/domain/testing/contracts';

patientStoresContracts('in memory', async () => inMemoryPatientStores());
