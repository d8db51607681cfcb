import type { KeyVault, SealedField } from '@banzhen/domain/privacy';
import type { Database } from '../database.js';
import { countKeys, countPlain, type KeyCounts } from './key-upkeep-rows.js';
import { openRotation } from './rotate-data-keys.js';
import { sealedColumns } from './sealed-columns.js';

export type KeyStatus = {
  /** Oldest first; the last one wraps. */
  readonly keks: readonly { readonly id: string; readonly dataKeys: number }[];
  readonly dataKeys: Omit<KeyCounts, 'byKek'>;
  /** Since when a rotation of the data keys is under way. */
  readonly rotatingSince?: string;
  /** Values that are not sealed yet, by field; fields without any are absent. */
  readonly plain: { readonly [Field in SealedField]?: number };
};

/** How it stands with the keys: counts only, never a key. */
export const keyStatus = async (db: Database, vault: KeyVault): Promise<KeyStatus> => {
  const { byKek, ...dataKeys } = await countKeys(db);
  const rotatingSince = await openRotation(db);
  const plain: { [Field in SealedField]?: number } = {};
  for (const column of sealedColumns) {
    const count = await countPlain(db, column);
    if (count > 0) plain[column.field] = count;
  }
  const keks = (await vault.kekIds()).map((id) => ({ id, dataKeys: byKek[id] ?? 0 }));
  return { keks, dataKeys, ...(rotatingSince === undefined ? {} : { rotatingSince }), plain };
};
