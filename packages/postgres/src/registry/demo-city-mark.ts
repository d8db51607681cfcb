import type { TenantId } from '@banzhen/domain/shared/ids';
import { eq } from 'drizzle-orm';
import type { Database } from '../database.js';
import { demoCities } from '../schema/index.js';

/** That the demo city of a tenant was loaded down to its last step. */
export type DemoCityMark = { readonly isAccessTaken: boolean };

/** None where it was never loaded, or only in part. */
export const findDemoCityMark = async (
  db: Database,
  tenantId: TenantId,
): Promise<DemoCityMark | undefined> => {
  const [row] = await db.select().from(demoCities).where(eq(demoCities.tenantId, tenantId));
  return row && { isAccessTaken: row.accessTakenAt !== null };
};

/** Notes that it is there whole. */
export const markDemoCity = async (db: Database, tenantId: TenantId, now: Date): Promise<void> => {
  await db.insert(demoCities).values({ tenantId, loadedAt: now }).onConflictDoNothing();
};

/** Notes that nobody signs in any more with what the demo tells everybody. */
export const markDemoAccessTaken = async (db: Database, tenantId: TenantId, now: Date): Promise<void> => {
  await db.update(demoCities).set({ accessTakenAt: now }).where(eq(demoCities.tenantId, tenantId));
};
