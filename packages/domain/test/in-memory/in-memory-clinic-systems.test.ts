import { inMemoryClinicSystemStores } from '@banzhen/domain/testing';
import { clinicErrandsContract, clinicSystemsContract } from '@banzhen/domain/testing/contracts';

clinicSystemsContract('in memory', async () => inMemoryClinicSystemStores());
clinicErrandsContract('in memory', async () => inMemoryClinicSystemStores());
