import type { PatientStoresFixture } from '@banzhen/domain/testing/contracts';
import { postgresAccountUnitOfWork } from '../accounts/postgres-account-unit-of-work.js';
import type { OpenDatabase } from '../open-database.js';
import { publishConsentDocument } from '../patients/postgres-consents.js';
import { postgresPatientUnitOfWork } from '../patients/postgres-patient-unit-of-work.js';
import { testSealer } from './test-sealer.js';
import { visitStoresFixture } from './visit-stores-fixture.js';

/** The adapters of patients, proxies and consents as their contract suites want them. */
export const patientStoresFixture = (database: OpenDatabase): PatientStoresFixture => {
  const sealed = { db: database.db, sealer: testSealer };
  return {
    unitOfWork: postgresPatientUnitOfWork(sealed),
    accounts: postgresAccountUnitOfWork(sealed),
    visits: visitStoresFixture(database),
    publishConsentDocument: (document) => publishConsentDocument(database.db, document),
    close: database.close,
  };
};
