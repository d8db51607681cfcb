import { afterAll, beforeAll } from 'vitest';
import type { AccountStores } from '../../accounts/index.js';
import type { ConsentDocument } from '../../consents/index.js';
import type { PatientStores } from '../../patients/index.js';
import { ok } from '../../shared/result.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { VisitStoresFixture } from './fixture.js';

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
export const openedPatients = (open: OpenPatientStores): (() => PatientStoresFixture) => {
  let opened: PatientStoresFixture | undefined;
  beforeAll(async () => {
    opened = await open();
  }, 60_000);
  afterAll(() => opened?.close());
  return () => {
    if (!opened) throw new Error('the adapter is open only while cases run');
    return opened;
  };
};

/** Runs `work` in a transaction that commits. */
export const inOne = async <Stores, T>(
  unitOfWork: UnitOfWork<Stores>,
  work: (stores: Stores) => Promise<T>,
): Promise<T> => {
  const result = await unitOfWork.run<T, never>(async (stores) => ok(await work(stores)));
  if (!result.ok) throw new Error('a transaction that answered ok was refused');
  return result.value;
};
