import type { ClinicSystemsFixture } from './contracts/clinic-systems-fixture.js';
import { inMemoryClinicStores } from './in-memory-clinic.js';
import { inMemoryClinicErrands } from './in-memory-clinic-errands.js';
import { inMemoryClinicSystems } from './in-memory-clinic-systems.js';
import { inMemoryDatabase } from './in-memory-database.js';
import { inMemoryPartnerStores } from './in-memory-partners.js';

/** The in-memory adapter of systems of clinics, as the contract suite wants it. */
export const inMemoryClinicSystemStores = (database = inMemoryDatabase()): ClinicSystemsFixture => ({
  unitOfWork: {
    run: (work) => database.transaction((tables) => work({ systems: inMemoryClinicSystems(tables) })),
  },
  partnerUnitOfWork: inMemoryPartnerStores(database).unitOfWork,
  clinics: inMemoryClinicStores(database),
  errands: inMemoryClinicErrands(database),
  close: async () => undefined,
});
