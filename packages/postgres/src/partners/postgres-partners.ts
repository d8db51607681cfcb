import type { KeyUse, PartnerKeyStore, PartnerStore } from '@banzhen/domain/partners';
import { done, err } from '@banzhen/domain/shared/result';
import { fromHex } from '../accounts/hex.js';
import { type Database, rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, binary, textArray, uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';
import {
  keyColumns,
  type PartnerKeyRow,
  type PartnerRow,
  partnerColumns,
  partnerKeyOf,
  partnerOf,
} from './partner-row.js';

/** Partners, each with the account that its systems act under. */
export const postgresPartners = ({ db, sealer }: SealedDatabase): PartnerStore => ({
  async insert({ id, tenantId, accountId, kind, name, createdAt }) {
    const subject = { kind: 'account', id: accountId } as const;
    const sealed = binary(await sealer.seal(db, 'account.display_name', subject, accountId, name));
    await run(
      db,
      sql`INSERT INTO account (id, tenant_id, display_name_sealed, created_at)
        VALUES (${accountId}, ${tenantId}, ${sealed}, ${at(createdAt)})`,
    );
    const written = await rowsOf(
      db,
      sql`INSERT INTO partner (id, tenant_id, account_id, kind, name, created_at)
        VALUES (${id}, ${tenantId}, ${accountId}, ${kind}, ${name}, ${at(createdAt)})
        ON CONFLICT (tenant_id, name) DO NOTHING RETURNING id`,
    );
    return written.length === 1 ? done : err({ type: 'PartnerKnown' });
  },

  async find(id) {
    const [row] = await rowsOf<PartnerRow>(db, sql`SELECT ${partnerColumns} FROM partner WHERE id = ${id}`);
    return row && partnerOf(row);
  },

  async lock(id) {
    const [row] = await rowsOf<PartnerRow>(
      db,
      sql`SELECT ${partnerColumns} FROM partner WHERE id = ${id} FOR UPDATE`,
    );
    return row && partnerOf(row);
  },

  async ofTenant(tenantId) {
    const rows = await rowsOf<PartnerRow>(
      db,
      sql`SELECT ${partnerColumns} FROM partner WHERE tenant_id = ${tenantId} ORDER BY name COLLATE "C"`,
    );
    return rows.map(partnerOf);
  },
});

/** Keys of partners as staff see them: by id, never by what they are. */
export const postgresPartnerKeys = (db: Database): PartnerKeyStore => ({
  async insert(key) {
    const { scope, networks } = key;
    await run(
      db,
      sql`INSERT INTO partner_key (id, partner_id, hash, hospital_ids, operations, networks, daily_quota, signing_key,
          created_at, made_by_account, expires_at)
        VALUES (${key.id}, ${key.partnerId}, ${fromHex(key.hash)}, ${uuidArray(scope.hospitalIds)},
          ${textArray(scope.operations)}, ${textArray(networks)}, ${key.dailyQuota}::integer,
          decode(${key.signingKey ?? null}, 'base64'), ${at(key.createdAt)},
          ${key.createdBy}, ${at(key.expiresAt)})`,
    );
  },

  async find(id) {
    const [row] = await rowsOf<PartnerKeyRow>(
      db,
      sql`SELECT ${keyColumns} FROM partner_key key WHERE key.id = ${id}`,
    );
    return row && partnerKeyOf(row);
  },

  async ofPartner(id) {
    const rows = await rowsOf<PartnerKeyRow>(
      db,
      sql`SELECT ${keyColumns} FROM partner_key key WHERE key.partner_id = ${id}
        ORDER BY key.created_at DESC, key.id DESC`,
    );
    return rows.map(partnerKeyOf);
  },

  async usesOf(id, fromDay) {
    const rows = await rowsOf<KeyUse>(
      db,
      sql`SELECT used.key_id AS "keyId", used.used_on::text AS day, used.requests
        FROM partner_key_use used JOIN partner_key key ON key.id = used.key_id
        WHERE key.partner_id = ${id} AND used.used_on >= ${fromDay}::date ORDER BY used.used_on, used.key_id`,
    );
    return rows;
  },

  async revoke(id, when) {
    const ended = await rowsOf(
      db,
      sql`UPDATE partner_key SET revoked_at = ${at(when)} WHERE id = ${id} AND revoked_at IS NULL RETURNING id`,
    );
    return ended.length === 1;
  },
});
