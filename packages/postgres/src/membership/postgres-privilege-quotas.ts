import type { PrivilegeQuotas } from '@banzhen/domain/membership';
import { err, ok } from '@banzhen/domain/shared/result';
import { type Database, rowsOf, run } from '../database.js';
import { sql } from '../statement.js';

/**
 * Uses of privileges. One guarded statement counts and says whether there was one left; a CHECK stands behind it. Of any
 * number at once, from any number of processes, exactly the quota succeeds.
 */
export const postgresPrivilegeQuotas = (db: Database): PrivilegeQuotas => ({
  async take({ tenantId, accountId, code, periodNo, windowNo, most }) {
    const [row] = await rowsOf<{ taken: number }>(
      db,
      sql`INSERT INTO privilege_use AS kept (account_id, code, period_no, window_no, tenant_id, taken, most)
        SELECT ${accountId}::uuid, ${code}, ${periodNo}::integer, ${windowNo}::integer, ${tenantId}::uuid, 1, ${most}::integer
        WHERE ${most}::integer > 0
        ON CONFLICT (account_id, code, period_no, window_no) DO UPDATE SET taken = kept.taken + 1, most = excluded.most
        WHERE kept.taken < excluded.most
        RETURNING taken`,
    );
    return row ? ok({ left: most - row.taken }) : err({ type: 'QuotaUsedUp', code, most });
  },

  async giveBack({ accountId, code, periodNo, windowNo }) {
    const own = sql`account_id = ${accountId} AND code = ${code} AND period_no = ${periodNo}::integer
      AND window_no = ${windowNo}::integer`;
    const [row] = await rowsOf<{ taken: number }>(
      db,
      sql`SELECT taken FROM privilege_use WHERE ${own} FOR UPDATE`,
    );
    if (!row) return;
    await run(
      db,
      row.taken > 1
        ? sql`UPDATE privilege_use SET taken = taken - 1 WHERE ${own}`
        : sql`DELETE FROM privilege_use WHERE ${own}`,
    );
  },

  async taken({ accountId, code, periodNo, windowNo }) {
    const [row] = await rowsOf<{ taken: number }>(
      db,
      sql`SELECT taken FROM privilege_use WHERE account_id = ${accountId} AND code = ${code}
        AND period_no = ${periodNo}::integer AND window_no = ${windowNo}::integer`,
    );
    return row?.taken ?? 0;
  },
});
