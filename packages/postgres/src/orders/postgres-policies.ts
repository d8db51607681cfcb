import type { VisitPolicies } from '@banzhen/domain/orders';
import { idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import type { Published } from '@banzhen/domain/shared/publishing';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import { type Database, rowOf, rowsOf } from '../database.js';
import { type PublishedJson, publishedOfJson } from '../published-json.js';
import { at, json } from '../sql-values.js';
import { sql } from '../statement.js';

/** Published versions never change, so a process reads each once; keys are tenant and version. */
export type PolicyCache = Map<string, VisitPolicy>;

/** Under which stands what every tenant begins with. */
const everybody = idFrom<TenantId>('00000000-0000-0000-0000-000000000000');

/** Publishes a version of a tenant that was checked; false where its number is taken. */
export const publishVisitPolicy = async (
  db: Database,
  tenantId: TenantId,
  { policy, inForceFrom, reason }: Published<VisitPolicy>,
): Promise<boolean> => {
  const published = await rowsOf(
    db,
    sql`INSERT INTO visit_policy_version (tenant_id, version, effective_from, body, reason)
      VALUES (${tenantId}::uuid, ${policy.version}::integer, ${at(inForceFrom)}, ${json(policy)}, ${reason ?? null}::text)
      ON CONFLICT DO NOTHING RETURNING version`,
  );
  return published.length === 1;
};

/** Published versions of the visit policies of tenants. */
export const postgresPolicies = (db: Database, cache: PolicyCache): VisitPolicies => {
  const of: VisitPolicies['of'] = async ({ tenantId, policyVersion }) => {
    const key = `${tenantId}/${policyVersion}`;
    const known = cache.get(key);
    if (known) return known;
    const { body } = await rowOf<{ body: VisitPolicy | null }>(
      db,
      sql`SELECT visit_policy_of(${tenantId}::uuid, ${policyVersion}::integer) AS body`,
    );
    if (!body) throw new Error(`visit policy ${policyVersion} was never published`);
    cache.set(key, body);
    return body;
  };
  return {
    of,
    async current(tenantId, instant) {
      const { version } = await rowOf<{ version: number | null }>(
        db,
        sql`SELECT visit_policy_in_force(${tenantId}::uuid, ${at(instant)}) AS version`,
      );
      if (version === null) throw new Error('no visit policy is in force');
      return of({ tenantId, policyVersion: version });
    },
    async published(tenantId) {
      const { policies } = await rowOf<{ policies: readonly PublishedJson<VisitPolicy>[] | null }>(
        db,
        sql`SELECT visit_policies_of(${tenantId}::uuid) AS policies`,
      );
      return (policies ?? []).map(publishedOfJson);
    },
    publish: (tenantId, published) => publishVisitPolicy(db, tenantId, published),
  };
};

/** Publishes the version that every tenant begins with; one that is there already stays as it is. Answers whether it is new. */
export const publishFirstVisitPolicy = (
  db: Database,
  policy: VisitPolicy,
  inForceFrom: Date,
): Promise<boolean> => publishVisitPolicy(db, everybody, { policy, inForceFrom });
