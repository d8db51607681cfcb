import type { DueAppointments } from '../../appointments/index.js';
import type { AuditReader } from '../../audit/index.js';
import type { ClinicStores, HoldDesk } from '../../clinics/index.js';
import type { PatientDetails } from '../../patients/index.js';
import type { PatientId } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { Seeds } from './fixture.js';

export type ClinicSeeds = Pick<Seeds, 'addCity' | 'addHospital' | 'addPatient'> & {
  saveDetails(id: PatientId, details: PatientDetails): Promise<void>;
};

/** What an adapter gives to the contract suites of clinic sessions and their seats; it may be shared by all of them. */
export type ClinicStoresFixture = {
  readonly unitOfWork: UnitOfWork<ClinicStores>;
  readonly holdDesk: HoldDesk;
  readonly audit: AuditReader;
  readonly due: DueAppointments;
  readonly seeds: ClinicSeeds;
  close(): Promise<void>;
};

/** Opens the adapter; called once for each suite. */
export type OpenClinicStores = () => Promise<ClinicStoresFixture>;
