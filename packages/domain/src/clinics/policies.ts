import type { Appointment, AppointmentPolicy } from '../appointments/index.js';
import type { TenantId } from '../shared/ids.js';
import { type PublishedPolicies, policyAt, policyOfVersion } from '../shared/publishing.js';
import type { ClinicPolicy } from './clinic-policy.js';

type Policies = { readonly clinicPolicies: Pick<PublishedPolicies<ClinicPolicy>, 'published'> };

/** The version that is in force for a tenant at `now`: what is booked, offered and given back goes by it. */
export const policyInForce = async (
  { clinicPolicies }: Policies,
  tenantId: TenantId,
  now: Date,
): Promise<ClinicPolicy> => policyAt(await clinicPolicies.published(tenantId), now);

/** The version that an appointment was made with: its cut-offs are those, whatever was published since. */
export const policyOf = async (
  { clinicPolicies }: Policies,
  { sitting, policyVersion }: Appointment,
): Promise<AppointmentPolicy> =>
  policyOfVersion(await clinicPolicies.published(sitting.tenantId), policyVersion).appointments;
