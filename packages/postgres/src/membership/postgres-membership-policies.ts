import type { MembershipPolicies, MembershipPolicy } from '@banzhen/domain/membership';
import { desc, eq } from 'drizzle-orm';
import { type Database, rowsOf } from '../database.js';
import { membershipPolicies } from '../schema/members.js';
import { at, json } from '../sql-values.js';
import { sql } from '../statement.js';

/** Published versions never change, so a process reads each once. */
export type MembershipPolicyCache = Map<number, MembershipPolicy>;

/** Published versions of levels, privileges and plans (C23). */
export const postgresMembershipPolicies = (
  db: Database,
  cache: MembershipPolicyCache,
): MembershipPolicies => {
  const version = async (wanted: number): Promise<MembershipPolicy> => {
    const known = cache.get(wanted);
    if (known) return known;
    const [row] = await db.select().from(membershipPolicies).where(eq(membershipPolicies.version, wanted));
    if (!row) throw new Error(`membership policy ${wanted} was never published`);
    cache.set(wanted, row.body);
    return row.body;
  };
  return {
    version,
    async current(instant) {
      const [newest] = await rowsOf<{ version: number }>(
        db,
        sql`SELECT version FROM membership_policy WHERE effective_from <= ${at(instant)} ORDER BY version DESC LIMIT 1`,
      );
      if (!newest) throw new Error('no membership policy is in force');
      return version(newest.version);
    },
    async published() {
      const rows = await db.select().from(membershipPolicies).orderBy(desc(membershipPolicies.version));
      return rows.map(({ body, effectiveFrom }) => ({ policy: body, inForceFrom: effectiveFrom }));
    },
    publish: ({ policy, inForceFrom }) => publishMembershipPolicy(db, policy, inForceFrom),
  };
};

/** Publishes a version that was checked; one that is there already stays as it is. Answers whether it is new. */
export const publishMembershipPolicy = async (
  db: Database,
  policy: MembershipPolicy,
  inForceFrom: Date,
): Promise<boolean> => {
  const published = await rowsOf(
    db,
    sql`INSERT INTO membership_policy (version, effective_from, body)
      VALUES (${policy.version}::integer, ${at(inForceFrom)}, ${json(policy)}) ON CONFLICT (version) DO NOTHING
      RETURNING version`,
  );
  return published.length === 1;
};
