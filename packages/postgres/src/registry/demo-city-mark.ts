import type { TenantId } from '@banzhen/domain/shared/ids';
import { type Database, rowsOf, run } from '../database.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';

/** That the demo city of a tenant was loaded down to its last step. */
export type DemoCityMark = { readonly isAccessTaken: boolean };

/** None where it was never loaded, or only in part. */
export const findDemoCityMark = async (
  db: Database,
  tenantId: TenantId,
): Promise<DemoCityMark | undefined> => {
  const [row] = await rowsOf<{ taken: boolean }>(
    db,
    sql`SELECT access_taken_at IS NOT NULL AS taken FROM demo_city WHERE tenant_id = ${tenantId}`,
  );
  return row && { isAccessTaken: row.taken };
};

/** Notes that it is there whole. */
export const markDemoCity = (db: Database, tenantId: TenantId, now: Date): Promise<void> =>
  run(
    db,
    sql`INSERT INTO demo_city (tenant_id, loaded_at) VALUES (${tenantId}, ${at(now)}) ON CONFLICT DO NOTHING`,
  );

/** Notes that nobody signs in any more with what the demo tells everybody. */
export const markDemoAccessTaken = (db: Database, tenantId: TenantId, now: Date): Promise<void> =>
  run(db, sql`UPDATE demo_city SET access_taken_at = ${at(now)} WHERE tenant_id = ${tenantId}`);
