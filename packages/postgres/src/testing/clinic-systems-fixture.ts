import type { ClinicSystemsFixture } from '@banzhen/domain/testing/contracts';
import { postgresClinicErrands } from '../clinic-systems/postgres-clinic-errands.js';
import { postgresClinicSystemUnitOfWork } from '../clinic-systems/postgres-clinic-system-unit-of-work.js';
import type { OpenDatabase } from '../open-database.js';
import { postgresPartnerUnitOfWork } from '../partners/postgres-partner-unit-of-work.js';
import { clinicStoresFixture } from './clinic-stores-fixture.js';
import { testSealer } from './test-sealer.js';

/** The adapter of systems of clinics as its contract suite wants it. */
export const clinicSystemsFixture = (database: OpenDatabase): ClinicSystemsFixture => ({
  unitOfWork: postgresClinicSystemUnitOfWork({ db: database.db, sealer: testSealer }),
  partnerUnitOfWork: postgresPartnerUnitOfWork({ db: database.db, sealer: testSealer }),
  clinics: clinicStoresFixture(database),
  errands: postgresClinicErrands(database.db),
  close: database.close,
});
