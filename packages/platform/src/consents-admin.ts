import { type ConsentDocument, checkPublication, type PublicationRefused } from '@banzhen/domain/consents';
import { ok, type Result } from '@banzhen/domain/shared/result';
import {
  lockConsentDocuments,
  migrate,
  openDatabase,
  platformAsker,
  publishConsentDocument,
  transact,
} from '@banzhen/postgres';
import type { PlatformConfig } from './config.js';
import { databaseHeldBy } from './database-config.js';

/** The texts that people agree to, as an operator publishes them. */
export type ConsentsAdmin = {
  /** All of them or, where one is refused, none; answers how many were new. */
  publish(documents: readonly ConsentDocument[]): Promise<Result<number, PublicationRefused>>;
  /** Every version, by kind. */
  list(): Promise<readonly ConsentDocument[]>;
  close(): Promise<void>;
};

/**
 * Opens the database of `config` and brings it to the newest schema. In embedded mode throws `DataDirInUse` while a server
 * runs on the folder; `holder` is what others are told meanwhile.
 */
export const openConsentsAdmin = async (config: PlatformConfig, holder: string): Promise<ConsentsAdmin> => {
  const database = await openDatabase(databaseHeldBy(config, holder));
  const db = database.for(() => platformAsker);
  try {
    await migrate(database.db);
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
  return {
    publish: (documents) =>
      transact<number, PublicationRefused>(db, async (tx) => {
        const published = [...(await lockConsentDocuments(tx))];
        const now = new Date();
        let added = 0;
        for (const document of documents) {
          const checked = checkPublication(published, document, now);
          if (!checked.ok) return checked;
          if (checked.value === 'known') continue;
          await publishConsentDocument(tx, document);
          published.push(document);
          added += 1;
        }
        return ok(added);
      }),
    list: () => lockConsentDocuments(db),
    close: () => database.close(),
  };
};
