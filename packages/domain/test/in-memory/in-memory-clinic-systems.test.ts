import { inMemoryClinicSystemStores } from '@banzhen/domain/testing';
import { clinicSystemsContract } from '@banzhen/domain/testing/contracts';

clinicSystemsContract('in memory', async () => inMemoryClinicSystemStores());
