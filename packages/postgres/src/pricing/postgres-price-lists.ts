import type { PriceLists, PublishedPriceList, ServicePrice } from '@banzhen/domain/pricing';
import { fen } from '@banzhen/domain/shared/money';
import { type Database, rowsOf } from '../database.js';
import { at, instantOf, jsonRows } from '../sql-values.js';
import { sql } from '../statement.js';

type PriceRow = {
  readonly city_code: string;
  readonly service_code: string;
  readonly unit_price_fen: number;
  readonly lowest_fen: number | null;
  readonly highest_fen: number | null;
};

const priceOfRow = (row: PriceRow): ServicePrice => ({
  cityCode: row.city_code,
  serviceCode: row.service_code,
  unitPriceFen: fen(row.unit_price_fen),
  ...(row.lowest_fen === null || row.highest_fen === null
    ? {}
    : { reference: { lowestFen: fen(row.lowest_fen), highestFen: fen(row.highest_fen) } }),
});

type VersionRow = {
  readonly version: number;
  readonly from: string;
  readonly reason: string;
  readonly prices: readonly PriceRow[] | null;
};

const versionOfRow = ({ version, from, reason, prices }: VersionRow): PublishedPriceList => ({
  list: { version, prices: (prices ?? []).map(priceOfRow) },
  inForceFrom: instantOf(from),
  reason,
});

/** Published price lists (B57); what is in force is told to whoever is quoted, whole versions to staff of the tenant alone. */
export const postgresPriceLists = (db: Database): PriceLists => ({
  async published(tenantId) {
    const rows = await rowsOf<VersionRow>(
      db,
      sql`SELECT version, to_json(effective_from) #>> '{}' AS "from", reason,
          (SELECT json_agg(priced ORDER BY city_code COLLATE "C", service_code COLLATE "C") FROM price_list_price priced
            WHERE priced.tenant_id = listed.tenant_id AND priced.version = listed.version) AS prices
        FROM price_list listed WHERE tenant_id = ${tenantId}::uuid ORDER BY version DESC`,
    );
    return rows.map(versionOfRow);
  },

  async inForce(tenantId, when) {
    const rows = await rowsOf<PriceRow>(
      db,
      sql`SELECT * FROM prices_in_force(${tenantId}::uuid, ${at(when)})
        ORDER BY city_code COLLATE "C", service_code COLLATE "C"`,
    );
    return rows.map(priceOfRow);
  },

  async publish(tenantId, { list: { version, prices }, inForceFrom, reason }) {
    const published = await rowsOf(
      db,
      sql`INSERT INTO price_list (tenant_id, version, effective_from, reason)
        VALUES (${tenantId}::uuid, ${version}::integer, ${at(inForceFrom)}, ${reason}::text)
        ON CONFLICT DO NOTHING RETURNING version`,
    );
    if (published.length === 0) return false;
    const rows = prices.map(({ cityCode, serviceCode, unitPriceFen, reference }) => ({
      ...{ city_code: cityCode, service_code: serviceCode, unit_price_fen: unitPriceFen },
      ...{ lowest_fen: reference?.lowestFen ?? null, highest_fen: reference?.highestFen ?? null },
    }));
    await rowsOf(
      db,
      sql`INSERT INTO price_list_price (tenant_id, version, city_code, service_code, unit_price_fen, lowest_fen, highest_fen)
        SELECT ${tenantId}::uuid, ${version}::integer, city_code, service_code, unit_price_fen, lowest_fen, highest_fen
        FROM jsonb_populate_recordset(NULL::price_list_price, ${jsonRows(rows)})`,
    );
    return true;
  },
});
