import type { StaffGrant } from '@banzhen/domain/accounts';
import { instantOf, optional } from '../sql-values.js';
import { instantIn } from './instant-column.js';

export type GrantRow = {
  readonly id: StaffGrant['id'];
  readonly tenant_id: StaffGrant['tenantId'];
  readonly account_id: StaffGrant['accountId'];
  readonly role: StaffGrant['role'];
  readonly city_code: string | null;
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly granted_by_account: StaffGrant['accountId'] | null;
  readonly revoked_at: string | null;
  readonly revoked_by_account: StaffGrant['accountId'] | null;
};

export const grantOf = (row: GrantRow): StaffGrant => ({
  id: row.id,
  tenantId: row.tenant_id,
  accountId: row.account_id,
  role: row.role,
  ...optional('cityCode', row.city_code),
  from: instantOf(row.valid_from),
  ...optional('until', instantIn(row.valid_until)),
  ...optional('grantedBy', row.granted_by_account),
  ...(row.revoked_at && row.revoked_by_account
    ? { revoked: { at: instantOf(row.revoked_at), by: row.revoked_by_account } }
    : {}),
});
