import type { FirstAdmin, RolesExclude } from '@banzhen/domain/accounts';
import type { NotAPhoneNumber } from '@banzhen/domain/shared/phone-number';
import { parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import type { Result } from '@banzhen/domain/shared/result';
import { migrate, openDatabase, platformAsker, uuidv7Ids } from '@banzhen/postgres';
import { openAccounts } from './accounts/open-accounts.js';
import { noCodeSender, noWechat } from './accounts/unavailable.js';
import type { PlatformConfig } from './config.js';
import { databaseHeldBy } from './database-config.js';
import { openKeys } from './keys.js';

/** Accounts as somebody looks after them who can run commands beside the database. */
export type AccountsAdmin = {
  /** Makes the owner of the phone an administrator, who sets password and authenticator app by the token. */
  createAdmin(phone: string, name: string): Promise<Result<FirstAdmin, NotAPhoneNumber | RolesExclude>>;
  close(): Promise<void>;
};

/**
 * Opens database and keys of `config`. Throws what `openKeys` does, and in embedded mode `DataDirInUse` while a server runs
 * on the folder; `holder` is what others are told meanwhile.
 */
export const openAccountsAdmin = async (config: PlatformConfig, holder: string): Promise<AccountsAdmin> => {
  const database = await openDatabase(databaseHeldBy(config, holder));
  const db = database.for(() => platformAsker);
  try {
    await migrate(database.db);
    const { sealer } = await openKeys(config, db);
    const { accounts } = openAccounts({
      sealed: { db, sealer },
      clock: { now: () => new Date() },
      ids: uuidv7Ids(),
      codeSender: noCodeSender,
      wechat: noWechat,
    });
    return {
      async createAdmin(text, name) {
        const phone = parsePhoneNumber(text);
        return phone.ok ? accounts.createFirstAdmin({ phone: phone.value, name }) : phone;
      },
      close: () => database.close(),
    };
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
};
