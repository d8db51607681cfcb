import type { StaffGrant, StaffGrantStore } from '@banzhen/domain/accounts';
import { type Database, rowsOf, run } from '../database.js';
import { at } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { type GrantRow, grantOf } from './grant-row.js';

const columns = sql.raw(
  'id, tenant_id, account_id, role, city_code, valid_from, valid_until, granted_by_account, revoked_at, revoked_by_account',
);

const isLive = (now: Date): Statement =>
  sql`revoked_at IS NULL AND valid_from <= ${at(now)} AND (valid_until IS NULL OR valid_until > ${at(now)})`;

export const postgresStaffGrants = (db: Database): StaffGrantStore => {
  const those = async (where: Statement): Promise<readonly StaffGrant[]> =>
    (await rowsOf<GrantRow>(db, sql`SELECT ${columns} FROM staff_grant WHERE ${where}`)).map(grantOf);
  return {
    insert: ({ id, tenantId, accountId, role, cityCode, from, until, grantedBy, revoked }) =>
      run(
        db,
        sql`INSERT INTO staff_grant (${columns}) VALUES (${id}, ${tenantId}, ${accountId}, ${role}, ${cityCode ?? null},
          ${at(from)}, ${until ? at(until) : null}, ${grantedBy ?? null}::uuid, ${revoked ? at(revoked.at) : null},
          ${revoked?.by ?? null}::uuid)`,
      ),
    find: async (id) => (await those(sql`id = ${id}`))[0],
    ofAccount: (accountId) => those(sql`account_id = ${accountId} ORDER BY valid_from, id`),
    ofTenant: (tenantId, now) =>
      those(sql`tenant_id = ${tenantId} AND ${isLive(now)} ORDER BY valid_from, id`),

    async lockAdmins(tenantId, now) {
      // Whoever waits for the rows must not judge by what they held before: it looks again once it has them.
      const admins = sql`tenant_id = ${tenantId} AND role = 'admin' AND ${isLive(now)} ORDER BY id`;
      await those(sql`${admins} FOR UPDATE`);
      return those(admins);
    },

    async revoke(id, revoked) {
      const gone = await rowsOf(
        db,
        sql`UPDATE staff_grant SET revoked_at = ${at(revoked.at)}, revoked_by_account = ${revoked.by}
          WHERE id = ${id} AND revoked_at IS NULL RETURNING id`,
      );
      return gone.length === 1;
    },
  };
};
