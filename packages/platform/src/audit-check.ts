import type { Verdict } from '@banzhen/domain/audit';
import { openDatabase, platformAsker } from '@banzhen/postgres';
import { keysFile } from '@banzhen/vault';
import { checkpointSink } from './audit/checkpoint-sink.js';
import { fileCheckpointSink } from './audit/file-checkpoint-sink.js';
import { openAudit } from './audit/open-audit.js';
import type { PlatformConfig } from './config.js';
import { databaseHeldBy } from './database-config.js';

export type { AuditFault, Verdict as AuditVerdict } from '@banzhen/domain/audit';

export type CheckOptions = {
  /** Lines collected elsewhere, read instead of the sink that the settings name. */
  readonly checkpointFile?: string | undefined;
  /** Told after every row that is in order, how many there have been. */
  readonly onRow?: (rows: number) => void;
};

/** The audit of a deployment as somebody checks it from outside. */
export type AuditCheck = {
  verify(options?: CheckOptions): Promise<Verdict>;
  close(): Promise<void>;
};

/**
 * Opens the database of `config` for a check of its audit, and changes nothing in it. Throws `KeysFileMissing` or
 * `KeyRingUnreadable`, and in embedded mode `DataDirInUse` while a server runs on the folder; `holder` is what others are
 * told meanwhile.
 */
export const openAuditCheck = async (config: PlatformConfig, holder: string): Promise<AuditCheck> => {
  const database = await openDatabase(databaseHeldBy(config, holder));
  const db = database.for(() => platformAsker);
  try {
    const keys = keysFile(config.keys.path);
    const clock = { now: () => new Date() };
    const audit = await openAudit({ db, keys, sink: checkpointSink(config), clock });
    return {
      verify: ({ checkpointFile, onRow } = {}) => {
        const lines =
          checkpointFile === undefined ? undefined : fileCheckpointSink(checkpointFile).reading?.lines();
        return audit.verify({ ...(lines ? { lines } : {}), ...(onRow ? { onRow } : {}) });
      },
      close: () => database.close(),
    };
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
};
