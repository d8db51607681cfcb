import type { PartnerStoresFixture } from '@banzhen/domain/testing/contracts';
import type { OpenDatabase } from '../open-database.js';
import { postgresPartnerKeyReader } from '../partners/postgres-partner-key-reader.js';
import { postgresPartnerUnitOfWork } from '../partners/postgres-partner-unit-of-work.js';
import { postgresPruner } from '../retention/postgres-pruner.js';
import { testSealer } from './test-sealer.js';

/** The adapters of partners as their contract suite wants them. */
export const partnerStoresFixture = ({ db, close }: OpenDatabase): PartnerStoresFixture => ({
  unitOfWork: postgresPartnerUnitOfWork({ db, sealer: testSealer }),
  reader: postgresPartnerKeyReader({ db }),
  pruner: postgresPruner(db, { vacuumed: undefined }),
  close,
});
