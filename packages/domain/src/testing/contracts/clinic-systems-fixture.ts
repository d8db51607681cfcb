import type { ClinicSystemStore } from '../../clinic-systems/index.js';
import type { PartnerStores } from '../../partners/index.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { ClinicStoresFixture } from './clinic-fixture.js';

/** What an adapter gives to the contract suite of systems of clinics; cases use fresh ids, so it may be shared. */
export type ClinicSystemsFixture = {
  readonly unitOfWork: UnitOfWork<{ readonly systems: Omit<ClinicSystemStore, 'waiting'> }>;
  readonly partnerUnitOfWork: UnitOfWork<PartnerStores>;
  readonly seeds: Pick<ClinicStoresFixture['seeds'], 'addCity' | 'addHospital'>;
  close(): Promise<void>;
};
