import type { Appointment, AppointmentPolicy } from '../appointments/index.js';
import type { TenantId } from '../shared/ids.js';
import {
  type ClinicPolicy,
  type ClinicPolicyVersions,
  type PublishedClinicPolicy,
  policyAt,
  policyOfVersion,
} from './clinic-policy.js';

/** Published versions of the clinic policies of tenants. */
export interface ClinicPolicies {
  /** Every version of a tenant with the first one, which is everybody's; the highest first. */
  published(tenantId: TenantId): Promise<ClinicPolicyVersions>;
  /** Publishes a version that was checked; false where its number is taken, and nothing is written then. */
  publish(tenantId: TenantId, published: PublishedClinicPolicy): Promise<boolean>;
}

type Policies = { readonly clinicPolicies: Pick<ClinicPolicies, 'published'> };

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
