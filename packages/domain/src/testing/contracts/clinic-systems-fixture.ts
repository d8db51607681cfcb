import type { ClinicErrands } from '../../appointments/index.js';
import type { ClinicSystemStore } from '../../clinic-systems/index.js';
import type { PartnerStores } from '../../partners/index.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { ClinicStoresFixture } from './clinic-fixture.js';

/** What an adapter gives to the contract suites of systems of clinics and their errands; cases use fresh ids, so it may be shared. */
export type ClinicSystemsFixture = {
  readonly unitOfWork: UnitOfWork<{ readonly systems: ClinicSystemStore }>;
  readonly errands: ClinicErrands;
  readonly partnerUnitOfWork: UnitOfWork<PartnerStores>;
  readonly clinics: ClinicStoresFixture;
  close(): Promise<void>;
};
