import type { PartnerKeyReader } from '@banzhen/domain/partners';
import { fromHex } from '../accounts/hex.js';
import { type Database, rowsOf } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';
import { keyColumns, type PartnerKeyRow, type PartnerRow, partnerKeyOf, partnerOf } from './partner-row.js';

type Row = PartnerKeyRow & { readonly partner: PartnerRow };

/** Who shows a key: by the index on its hash, for every request anew. Its last use is noted to the minute. */
export const postgresPartnerKeyReader = (db: Database): PartnerKeyReader =>
  withSafeErrors<PartnerKeyReader>({
    async find(hash) {
      const [row] = await rowsOf<Row>(
        db,
        sql`SELECT ${keyColumns}, to_json(partner) AS partner
          FROM partner_key key JOIN partner ON partner.id = key.partner_id WHERE key.hash = ${fromHex(hash)}`,
      );
      return row && { key: partnerKeyOf(row), partner: partnerOf(row.partner) };
    },

    async take(id, { day, most, at: when }) {
      const counted = await rowsOf(
        db,
        sql`WITH counted AS (
            INSERT INTO partner_key_use (key_id, used_on, requests) VALUES (${id}, ${day}::date, 1)
            ON CONFLICT (key_id, used_on) DO UPDATE SET requests = partner_key_use.requests + 1
              WHERE partner_key_use.requests < ${most}::integer
            RETURNING key_id
          ), noted AS (
            UPDATE partner_key SET last_used_at = ${at(when)} WHERE id IN (SELECT key_id FROM counted)
              AND (last_used_at IS NULL OR last_used_at < ${at(when)} - interval '1 minute'))
          SELECT key_id FROM counted`,
      );
      return counted.length === 1;
    },
  });
