import type { KeyVault, WrappedKey } from '@banzhen/domain/privacy';
import { type Database, rowsOf } from '../database.js';
import { jsonRows } from '../sql-values.js';
import { sql } from '../statement.js';
import { awaitWrappers } from './data-key-rows.js';
import { keksInUse, keysOfKek } from './key-upkeep-rows.js';

const BATCH = 500;

const rewrapBatch = async (db: Database, vault: KeyVault, keys: readonly WrappedKey[]): Promise<number> => {
  const renewed = await Promise.all(keys.map((key) => vault.rewrap(key)));
  const given = renewed.map(({ kid, kekId, wrapped }, index) => ({
    kid,
    kek_id: kekId,
    wrapped: Buffer.from(wrapped).toString('hex'),
    instead: keys[index]?.kekId,
  }));
  const written = await rowsOf(
    db,
    sql`UPDATE data_key SET kek_id = given.kek_id, wrapped = decode(given.wrapped, 'hex')
        FROM jsonb_to_recordset(${jsonRows(given)}) AS given(kid uuid, kek_id text, wrapped text, instead text)
        WHERE data_key.kid = given.kid AND data_key.kek_id = given.instead RETURNING 1`,
  );
  return written.length;
};

/** Key-encryption keys that still wrap something and are not the newest. */
export const olderKeks = async (db: Database, vault: KeyVault): Promise<readonly string[]> => {
  const newest = (await vault.kekIds()).at(-1);
  return (await keksInUse(db)).filter((id) => id !== newest);
};

/** Does `work`, such as adding a key-encryption key, while every transaction that wants to wrap a data key waits. */
export const whileNobodyWraps = (db: Database, work: () => Promise<unknown>): Promise<void> =>
  db.transaction(async (tx) => {
    await awaitWrappers(tx);
    await work();
  });

/**
 * Wraps every data key by the newest key-encryption key, in batches, while everything goes on; answers how many. A killed
 * one is gone on with by calling it again.
 */
export const rewrapDataKeys = async (db: Database, vault: KeyVault): Promise<number> => {
  let count = 0;
  for (const kekId of await olderKeks(db, vault))
    for (;;) {
      const keys = await keysOfKek(db, kekId, BATCH);
      if (keys.length === 0) break;
      count += await rewrapBatch(db, vault, keys);
    }
  return count;
};
