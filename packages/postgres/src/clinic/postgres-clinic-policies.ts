import type {
  ClinicPolicies,
  ClinicPolicy,
  ClinicPolicyVersions,
  PublishedClinicPolicy,
} from '@banzhen/domain/clinics';
import type { TenantId } from '@banzhen/domain/shared/ids';
import { type Database, rowOf, rowsOf } from '../database.js';
import { at, instantOf, json } from '../sql-values.js';
import { sql } from '../statement.js';

/** A version as `clinic_policies_of` gives it. */
export type ClinicPolicyJson = {
  readonly body: ClinicPolicy;
  readonly from: string;
  readonly reason: string | null;
};

export const policyOfJson = ({ body, from, reason }: ClinicPolicyJson): PublishedClinicPolicy => ({
  policy: body,
  inForceFrom: instantOf(from),
  ...(reason === null ? {} : { reason }),
});

/** Published versions of the clinic policies; a transaction reads those of a tenant once, until it publishes one. */
export const postgresClinicPolicies = (db: Database): ClinicPolicies => {
  const known = new Map<TenantId, Promise<ClinicPolicyVersions>>();
  const read = async (tenantId: TenantId): Promise<ClinicPolicyVersions> => {
    const { policies } = await rowOf<{ policies: readonly ClinicPolicyJson[] }>(
      db,
      sql`SELECT clinic_policies_of(${tenantId}) AS policies`,
    );
    return policies.map(policyOfJson);
  };
  return {
    published(tenantId) {
      const found = known.get(tenantId) ?? read(tenantId);
      known.set(tenantId, found);
      return found;
    },
    async publish(tenantId, { policy, inForceFrom, reason }) {
      known.delete(tenantId);
      const published = await rowsOf(
        db,
        sql`INSERT INTO clinic_policy (tenant_id, version, effective_from, body, reason)
          VALUES (${tenantId}::uuid, ${policy.version}::integer, ${at(inForceFrom)}, ${json(policy)}, ${reason ?? null}::text)
          ON CONFLICT DO NOTHING RETURNING version`,
      );
      return published.length === 1;
    },
  };
};
