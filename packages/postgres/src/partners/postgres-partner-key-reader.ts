import type { PartnerKeyReader } from '@banzhen/domain/partners';
import { gathered } from '@banzhen/domain/shared/gathered';
import type { PartnerKeyId } from '@banzhen/domain/shared/ids';
import { fromHex } from '../accounts/hex.js';
import { type Database, rowsOf } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';
import { keyColumns, type PartnerKeyRow, type PartnerRow, partnerKeyOf, partnerOf } from './partner-row.js';

type Row = PartnerKeyRow & { readonly partner: PartnerRow };
type Use = Parameters<PartnerKeyReader['take']>[1];
type Taken = Use & { readonly id: PartnerKeyId };

/**
 * Who shows a key: by the index on its hash, for every request anew; requests that show it at the same time are looked up and counted
 * together, for each would wait for the others at the row of its day. The last use is noted to the minute.
 */
export const postgresPartnerKeyReader = (db: Database): PartnerKeyReader => {
  const find = async (hash: string) => {
    const [row] = await rowsOf<Row>(
      db,
      sql`SELECT ${keyColumns}, to_json(partner) AS partner
        FROM partner_key key JOIN partner ON partner.id = key.partner_id WHERE key.hash = ${fromHex(hash)}`,
    );
    return row && { key: partnerKeyOf(row), partner: partnerOf(row.partner) };
  };

  /** All of so many requests or none. A crash of the server may forget the counts of its last moments, which is no money. */
  const take = async ({ id, day, most, at: when }: Taken, requests: number): Promise<boolean> => {
    const counted = await rowsOf(
      db,
      sql`WITH counted AS (
          INSERT INTO partner_key_use AS spent (key_id, used_on, requests)
          SELECT ${id}::uuid, ${day}::date, ${requests}::integer WHERE ${requests}::integer <= ${most}::integer
          ON CONFLICT (key_id, used_on) DO UPDATE SET requests = spent.requests + excluded.requests
            WHERE spent.requests + excluded.requests <= ${most}::integer
          RETURNING key_id, set_config('synchronous_commit', 'off', true)
        ), noted AS (
          UPDATE partner_key SET last_used_at = ${at(when)} WHERE id IN (SELECT key_id FROM counted)
            AND (last_used_at IS NULL OR last_used_at < ${at(when)} - interval '1 minute'))
        SELECT key_id FROM counted`,
    );
    return counted.length === 1;
  };

  const takeEach = async (uses: readonly Taken[]): Promise<readonly boolean[]> => {
    const counted: boolean[] = [];
    // Counts of a day only grow: after one that is too many so are the others.
    for (const use of uses) counted.push(counted.at(-1) !== false && (await take(use, 1)));
    return counted;
  };

  const findTogether = gathered(
    (hash: string) => hash,
    async (hashes) => {
      const found = await find(hashes[0]);
      return hashes.map(() => found);
    },
  );
  const takeTogether = gathered(
    ({ id, day, most }: Taken) => `${id} ${day} ${most}`,
    async (uses) =>
      (await take(uses[0], uses.length))
        ? uses.map(() => true)
        : uses.length === 1
          ? [false]
          : takeEach(uses),
  );
  return withSafeErrors<PartnerKeyReader>({
    find: findTogether,
    take: (id, use) => takeTogether({ id, ...use }),
  });
};
