import type { ExpiringPoints } from '@banzhen/domain/points';
import type { AccountId, TenantId } from '@banzhen/domain/shared/ids';
import { type Database, rowsOf } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';

/** Reads for the EXPIRE job: one index finds the accounts, whatever their history. */
export const postgresExpiringPoints = (db: Database): ExpiringPoints =>
  withSafeErrors<ExpiringPoints>({
    async due(now, limit) {
      const rows = await rowsOf<{ tenant_id: TenantId; account_id: AccountId }>(
        db,
        sql`SELECT tenant_id, account_id FROM points_account WHERE next_expiry_at <= ${at(now)}
          ORDER BY next_expiry_at LIMIT ${limit}::integer`,
      );
      return rows.map(({ tenant_id, account_id }) => ({ tenantId: tenant_id, accountId: account_id }));
    },
  });
