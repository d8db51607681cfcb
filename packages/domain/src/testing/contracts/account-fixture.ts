import type { AccountStores, SessionReader } from '../../accounts/index.js';
import type { AuditReader } from '../../audit/index.js';
import type { Pruner } from '../../retention/index.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { Seeds } from './fixture.js';

/** What an adapter gives to the contract suites of accounts; cases use fresh ids, so it may be shared. */
export type AccountStoresFixture = {
  readonly unitOfWork: UnitOfWork<AccountStores>;
  readonly sessionReader: SessionReader;
  readonly audit: AuditReader;
  readonly pruner: Pruner;
  readonly seeds: Pick<Seeds, 'addCity' | 'addEscort'>;
  close(): Promise<void>;
};

export type OpenAccountStores = () => Promise<AccountStoresFixture>;
