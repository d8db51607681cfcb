import type { PolicyStore } from '@banzhen/domain/orders';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import { eq } from 'drizzle-orm';
import { type Database, rowsOf } from '../database.js';
import { visitPolicies } from '../schema/index.js';
import { at, json } from '../sql-values.js';
import { sql } from '../statement.js';

/** Published versions never change, so a process reads each once. */
export type PolicyCache = Map<number, VisitPolicy>;

/** Published versions of the visit policy. */
export const postgresPolicies = (db: Database, cache: PolicyCache): PolicyStore => {
  const version = async (wanted: number): Promise<VisitPolicy> => {
    const known = cache.get(wanted);
    if (known) return known;
    const [row] = await db.select().from(visitPolicies).where(eq(visitPolicies.version, wanted));
    if (!row) throw new Error(`visit policy ${wanted} was never published`);
    cache.set(wanted, row.body);
    return row.body;
  };
  return {
    version,
    async current(instant) {
      const [newest] = await rowsOf<{ version: number }>(
        db,
        sql`SELECT version FROM visit_policy WHERE effective_from <= ${at(instant)} ORDER BY version DESC LIMIT 1`,
      );
      if (!newest) throw new Error('no visit policy is in force');
      return version(newest.version);
    },
  };
};

/** Publishes a version; one that is there already stays as it is. Answers whether it is new. */
export const publishPolicy = async (
  db: Database,
  policy: VisitPolicy,
  inForceFrom: Date,
): Promise<boolean> => {
  const published = await rowsOf(
    db,
    sql`INSERT INTO visit_policy (version, effective_from, body)
      VALUES (${policy.version}, ${at(inForceFrom)}, ${json(policy)}) ON CONFLICT (version) DO NOTHING RETURNING version`,
  );
  return published.length === 1;
};
