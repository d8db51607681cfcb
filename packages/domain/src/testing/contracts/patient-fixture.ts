import type { AccountStores } from '../../accounts/index.js';
import type { ConsentDocument } from '../../consents/index.js';
import type { PatientStores } from '../../patients/index.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { VisitStoresFixture } from './fixture.js';
import { openedOnce } from './opened-once.js';

/** What an adapter gives to the contract suites of patients: three views of one store, which may be shared. */
export type PatientStoresFixture = {
  readonly unitOfWork: UnitOfWork<PatientStores>;
  readonly accounts: UnitOfWork<AccountStores>;
  readonly visits: VisitStoresFixture;
  /** Publishing a version that is there already changes nothing. */
  publishConsentDocument(document: ConsentDocument): Promise<void>;
  close(): Promise<void>;
};

export type OpenPatientStores = () => Promise<PatientStoresFixture>;

/** Opens the adapter before the suite's first case and closes it after the last. */
export const openedPatients: (open: OpenPatientStores) => () => PatientStoresFixture = openedOnce;

export { inOne } from './opened-once.js';
