import type { ClinicPolicy } from '../clinics/index.js';
import type { TenantId } from '../shared/ids.js';
import type { PublishedPolicies, Versions } from '../shared/publishing.js';
import type { Tables } from './in-memory-tables.js';

/** Every version of a tenant with the first one, the highest first. */
export const policiesOf = ({ clinic }: Tables, tenantId: TenantId): Versions<ClinicPolicy> =>
  clinic.clinicPolicies
    .where((row) => row.tenantId === undefined || row.tenantId === tenantId)
    .map(({ published }) => published)
    .toSorted((left, right) => right.policy.version - left.policy.version);

export const inMemoryClinicPolicies = (tables: Tables): PublishedPolicies<ClinicPolicy> => ({
  published: async (tenantId) => policiesOf(tables, tenantId),

  async publish(tenantId, published) {
    const { version } = published.policy;
    if (policiesOf(tables, tenantId).some(({ policy }) => policy.version === version)) return false;
    tables.clinic.clinicPolicies.insert(`${tenantId}/${version}`, { tenantId, published });
    return true;
  },
});
