import type { Partner, PartnerKey } from '@banzhen/domain/partners';
import { instantIn } from '../accounts/instant-column.js';
import { instantOf, optional } from '../sql-values.js';
import { sql } from '../statement.js';

export type PartnerRow = {
  readonly id: Partner['id'];
  readonly tenant_id: Partner['tenantId'];
  readonly account_id: Partner['accountId'];
  readonly kind: Partner['kind'];
  readonly name: string;
  readonly created_at: string;
};

export const partnerColumns = sql`partner.id, partner.tenant_id, partner.account_id, partner.kind, partner.name,
  partner.created_at`;

export const partnerOf = (row: PartnerRow): Partner => ({
  id: row.id,
  tenantId: row.tenant_id,
  accountId: row.account_id,
  kind: row.kind,
  name: row.name,
  createdAt: instantOf(row.created_at),
});

export type PartnerKeyRow = {
  readonly id: PartnerKey['id'];
  readonly partner_id: PartnerKey['partnerId'];
  readonly hash: string;
  readonly hospital_ids: PartnerKey['scope']['hospitalIds'];
  readonly operations: readonly string[];
  readonly networks: readonly string[];
  readonly daily_quota: number;
  readonly signing_key: string | null;
  readonly created_at: string;
  readonly made_by_account: PartnerKey['createdBy'];
  readonly expires_at: string;
  readonly revoked_at: string | null;
  readonly last_used_at: string | null;
};

export const keyColumns = sql`key.id, key.partner_id, encode(key.hash, 'hex') AS hash,
  to_json(key.hospital_ids) AS hospital_ids, to_json(key.operations) AS operations, to_json(key.networks) AS networks,
  key.daily_quota, encode(key.signing_key, 'base64') AS signing_key, key.created_at, key.made_by_account, key.expires_at, key.revoked_at, key.last_used_at`;

export const partnerKeyOf = (row: PartnerKeyRow): PartnerKey => ({
  id: row.id,
  partnerId: row.partner_id,
  hash: row.hash,
  scope: { hospitalIds: row.hospital_ids, operations: row.operations },
  networks: row.networks,
  dailyQuota: row.daily_quota,
  createdAt: instantOf(row.created_at),
  createdBy: row.made_by_account,
  expiresAt: instantOf(row.expires_at),
  ...optional('signingKey', row.signing_key),
  ...optional('revokedAt', instantIn(row.revoked_at)),
  ...optional('lastUsedAt', instantIn(row.last_used_at)),
});
