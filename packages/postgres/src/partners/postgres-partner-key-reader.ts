import { setImmediate as letOthersCome } from 'node:timers/promises';
import type { PartnerKeyReader } from '@banzhen/domain/partners';
import { gathered } from '@banzhen/domain/shared/gathered';
import type { PartnerKeyId } from '@banzhen/domain/shared/ids';
import { fromHex } from '../accounts/hex.js';
import { rowOf, rowsOf } from '../database.js';
import type { OpenDatabase } from '../open-database.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';
import { keyColumns, type PartnerKeyRow, type PartnerRow, partnerKeyOf, partnerOf } from './partner-row.js';

type Row = PartnerKeyRow & { readonly partner: PartnerRow };
type Use = Parameters<PartnerKeyReader['take']>[1];
type Taken = Use & { readonly id: PartnerKeyId };

/**
 * Who shows a key: by the index on its hash, for every request anew; requests that show it at the same time are looked up and counted
 * together, for each would wait for the others at the row of its day. The last use is noted to the minute. Both statements say by
 * themselves that the platform asks (0040-key-door.sql), so they go to the database as the login.
 */
export const postgresPartnerKeyReader = ({ db }: Pick<OpenDatabase, 'db'>): PartnerKeyReader => {
  const find = async (hash: string) => {
    const [row] = await rowsOf<Row>(
      db,
      sql`SELECT ${keyColumns}, to_json(found.owner) AS partner
        FROM find_partner_key(${fromHex(hash)}) found CROSS JOIN LATERAL (SELECT (found.shown).*) key WHERE key.id IS NOT NULL`,
    );
    return row && { key: partnerKeyOf(row), partner: partnerOf(row.partner) };
  };

  /** All of so many requests or none. */
  const take = async ({ id, day, most, at: when }: Taken, requests: number): Promise<boolean> => {
    const { counted } = await rowOf<{ readonly counted: boolean }>(
      db,
      sql`SELECT count_partner_requests(${id}, ${day}::date, ${requests}, ${most}, ${at(when)}) AS counted`,
    );
    return counted;
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
    letOthersCome,
  );
  const takeTogether = gathered(
    ({ id, day, most }: Taken) => `${id} ${day} ${most}`,
    async (uses) =>
      (await take(uses[0], uses.length))
        ? uses.map(() => true)
        : uses.length === 1
          ? [false]
          : takeEach(uses),
    letOthersCome,
  );
  return { find: findTogether, take: (id, use) => takeTogether({ id, ...use }) };
};
