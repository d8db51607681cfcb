import type { Database } from '@banzhen/postgres';
import { keksInUse, postgresFieldSealer } from '@banzhen/postgres/sealing';
import { createKeysFile, KekUnknown, keysFile, openVault } from '@banzhen/vault';
import type { PlatformConfig } from './config.js';

/**
 * Opens the keys that `config` names, against a database that is migrated. One machine's own file is made when nothing is
 * sealed yet. Throws `KeysFileMissing`, `KeyRingUnreadable`, or `KekUnknown` when the database was sealed by other keys.
 */
export const openKeys = async ({ keys }: PlatformConfig, db: Database) => {
  const inUse = await keksInUse(db);
  if (keys.isOwn && inUse.length === 0) await createKeysFile(keys.path, new Date());
  const vault = await openVault(keysFile(keys.path));
  const known = await vault.kekIds();
  const unknown = inUse.find((id) => !known.includes(id));
  if (unknown) throw new KekUnknown(unknown);
  return { vault, sealer: postgresFieldSealer(vault) };
};
