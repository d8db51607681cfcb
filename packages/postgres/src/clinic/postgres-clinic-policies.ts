import type { ClinicPolicy } from '@banzhen/domain/clinics';
import type { TenantId } from '@banzhen/domain/shared/ids';
import type { PublishedPolicies, Versions } from '@banzhen/domain/shared/publishing';
import { type Database, rowOf, rowsOf } from '../database.js';
import { type PublishedJson, publishedOfJson } from '../published-json.js';
import { at, json } from '../sql-values.js';
import { sql } from '../statement.js';

/** Published versions of the clinic policies; a transaction reads those of a tenant once, until it publishes one. */
export const postgresClinicPolicies = (db: Database): PublishedPolicies<ClinicPolicy> => {
  const known = new Map<TenantId, Promise<Versions<ClinicPolicy>>>();
  const read = async (tenantId: TenantId): Promise<Versions<ClinicPolicy>> => {
    const { policies } = await rowOf<{ policies: readonly PublishedJson<ClinicPolicy>[] }>(
      db,
      sql`SELECT clinic_policies_of(${tenantId}) AS policies`,
    );
    return policies.map(publishedOfJson);
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
