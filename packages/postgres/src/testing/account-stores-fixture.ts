import type { AccountStoresFixture } from '@banzhen/domain/testing/contracts';
import { postgresAccountUnitOfWork } from '../accounts/postgres-account-unit-of-work.js';
import { postgresSessionReader } from '../accounts/postgres-session-reader.js';
import { postgresAuditReader } from '../audit/postgres-audit-reader.js';
import type { OpenDatabase } from '../open-database.js';
import { postgresPruner } from '../retention/postgres-pruner.js';
import { testSealer } from './test-sealer.js';
import { seedsInto } from './visit-stores-fixture.js';

/** The adapters of accounts as their contract suites want them. */
export const accountStoresFixture = (database: OpenDatabase): AccountStoresFixture => ({
  unitOfWork: postgresAccountUnitOfWork({ db: database.db, sealer: testSealer }),
  sessionReader: postgresSessionReader(database.db),
  audit: postgresAuditReader(database.db),
  pruner: postgresPruner(database.db, { vacuumed: database.kind === 'embedded' ? database.db : undefined }),
  seeds: seedsInto(database),
  close: database.close,
});
