import type { ClinicStoresFixture } from '@banzhen/domain/testing/contracts';
import { postgresAuditReader } from '../audit/postgres-audit-reader.js';
import { postgresDueAppointments } from '../clinic/postgres-appointments.js';
import { postgresClinicUnitOfWork } from '../clinic/postgres-clinic-unit-of-work.js';
import { postgresHoldDesk } from '../clinic/postgres-hold-desk.js';
import type { OpenDatabase } from '../open-database.js';
import { postgresPatients } from '../patients/postgres-patients.js';
import { testSealer } from './test-sealer.js';
import { seedsInto } from './visit-stores-fixture.js';

/** The adapters of clinic sessions and their seats as the contract suites want them. */
export const clinicStoresFixture = (database: OpenDatabase): ClinicStoresFixture => ({
  unitOfWork: postgresClinicUnitOfWork(database.db, { news: database.news, sealer: testSealer }),
  holdDesk: postgresHoldDesk(database),
  audit: postgresAuditReader(database.db),
  due: postgresDueAppointments(database.db),
  seeds: {
    ...seedsInto(database),
    saveDetails: (id, details) =>
      postgresPatients({ db: database.db, sealer: testSealer }).saveDetails(id, details),
  },
  close: database.close,
});
