import {
  type AccountDeps,
  type AccountStores,
  type Accounts,
  makeAccounts,
  type SessionReader,
} from '@banzhen/domain/accounts';
import type { Clock } from '@banzhen/domain/shared/clock';
import { type IdSource, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { postgresAccountUnitOfWork, postgresSessionReader } from '@banzhen/postgres';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { passwordHasher, secrets } from '@banzhen/vault';
import { commonPasswords } from './common-passwords.js';

/** The tenant of whoever signs up by themselves; there is one until tenants can be opened. */
export const homeTenant = idFrom<TenantId>('01900001-0000-7000-8000-000000000001');

export type AccountParts = Pick<AccountDeps, 'codeSender' | 'wechat'> & {
  readonly sealed: SealedDatabase;
  /** The machine's: codes, sessions and authenticator apps live in the time of people, also where a demo moves its own. */
  readonly clock: Clock;
  readonly ids: IdSource;
};

/** Accounts of one database: what can be done about them, and who is signed in. */
export type OpenAccounts = {
  readonly accounts: Accounts;
  readonly sessionReader: SessionReader;
  readonly unitOfWork: UnitOfWork<AccountStores>;
  readonly deps: AccountDeps;
};

export const openAccounts = ({ sealed, ...given }: AccountParts): OpenAccounts => {
  const unitOfWork = postgresAccountUnitOfWork(sealed);
  const deps: AccountDeps = {
    ...given,
    unitOfWork,
    hasher: passwordHasher(),
    secrets,
    passwordList: commonPasswords(),
    homeTenant,
  };
  return { accounts: makeAccounts(deps), sessionReader: postgresSessionReader(sealed.db), unitOfWork, deps };
};
