import { migrate, openDatabase, platformAsker } from '@banzhen/postgres';
import {
  type KeyStatus,
  keyStatus,
  olderKeks,
  openRotation,
  type RotationStep,
  rewrapDataKeys,
  rotateDataKeys,
  sealPlain,
  whileNobodyWraps,
} from '@banzhen/postgres/sealing';
import { addKek, createKeysFile } from '@banzhen/vault';
import type { PlatformConfig } from './config.js';
import { databaseHeldBy } from './database-config.js';
import { openKeys } from './keys.js';

export type { KeyStatus, RotationStep } from '@banzhen/postgres/sealing';

export type RotationReport = {
  /** The key-encryption key that wraps everything now. */
  readonly kek: string;
  readonly rewrapped: number;
  /** Values that an older release had left plain. */
  readonly sealed: number;
  /** Only with new data keys: how many values were sealed anew, and how many old keys are left. */
  readonly data?: { readonly values: number; readonly oldKeys: number };
};

/** The keys as an operator keeps them; requests go on meanwhile. */
export type KeysAdmin = {
  status(): Promise<KeyStatus>;
  /** Adds a key-encryption key to the keys file and changes nothing else, for machines that have a file each. */
  prepare(): Promise<KeyStatus>;
  /**
   * Wraps all data keys by the newest key-encryption key, which it adds unless one is there that does not wrap everything
   * yet; with `data` it also seals every value anew. Killed, it is gone on with by calling it again.
   */
  rotate(options: {
    readonly data: boolean;
    readonly onStep: (step: RotationStep) => void;
  }): Promise<RotationReport>;
  close(): Promise<void>;
};

/** Makes a keys file for a new deployment; answers false when there is one, which stays as it is. */
export const createKeys = (path: string): Promise<boolean> => createKeysFile(path, new Date());

/** Opens database and keys of `config`; throws what `openKeys` does, and `DataDirInUse` in embedded mode. */
export const openKeysAdmin = async (config: PlatformConfig, holder: string): Promise<KeysAdmin> => {
  const database = await openDatabase(databaseHeldBy(config, holder));
  const db = database.for(() => platformAsker);
  try {
    await migrate(database.db);
    const { vault, sealer } = await openKeys(config, db);
    const addNewKek = () => whileNobodyWraps(db, () => addKek(config.keys.path, new Date()));
    const isUnfinished = async (data: boolean): Promise<boolean> =>
      (await olderKeks(db, vault)).length > 0 || (data && (await openRotation(db)) !== undefined);
    return {
      status: () => keyStatus(db, vault),
      async prepare() {
        await addNewKek();
        return keyStatus(db, vault);
      },
      async rotate({ data, onStep }) {
        onStep('rewrapping');
        if (!(await isUnfinished(data))) await addNewKek();
        const rewrapped = await rewrapDataKeys(db, vault);
        onStep('sealing');
        const sealed = await sealPlain({ db, sealer });
        const rotated = data ? await rotateDataKeys({ db, sealer }, vault, { onStep }) : undefined;
        const kek = (await vault.kekIds()).at(-1) ?? '';
        return { kek, rewrapped, sealed, ...(rotated ? { data: rotated } : {}) };
      },
      close: () => database.close(),
    };
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
};
