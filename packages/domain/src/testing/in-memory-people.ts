import { makeAccounts, type Origin } from '../accounts/index.js';
import type { ConsentDocument } from '../consents/index.js';
import { makePatients } from '../patients/index.js';
import type { PatientStoresFixture } from './contracts/patient-fixture.js';
import { fixedOffsetCalendar } from './fixed-calendar.js';
import { fixedClock } from './fixed-clock.js';
import { inMemoryAccountStores, inMemoryAccounts } from './in-memory-accounts.js';
import { inMemoryAuditStores } from './in-memory-audit.js';
import { inMemoryDatabase } from './in-memory-database.js';
import { patientStoresOver } from './in-memory-patient-stores.js';
import { inMemoryPlatform } from './in-memory-platform.js';
import { scriptedIds } from './scripted-ids.js';

/** The in-memory adapters of patients, accounts and visits on one state, as the contract suites want them. */
export const inMemoryPatientStores = (database = inMemoryDatabase()): PatientStoresFixture => ({
  unitOfWork: { run: (work) => database.transaction((tables) => work(patientStoresOver(tables))) },
  accounts: inMemoryAccountStores(database).unitOfWork,
  visits: inMemoryPlatform(database),
  publishConsentDocument: async (document: ConsentDocument) =>
    database.write(({ consentDocuments }) => {
      const key = `${document.kind}/${document.version}`;
      if (!consentDocuments.has(key)) consentDocuments.insert(key, document);
    }),
  close: async () => undefined,
});

/** All use cases about patients and accounts on one state, at 10:00 on Monday 2030-01-07 in Beijing. */
export const inMemoryPeople = () => {
  const database = inMemoryDatabase();
  const stores = inMemoryPatientStores(database);
  const clock = fixedClock();
  const { unitOfWork } = stores;
  const calendar = fixedOffsetCalendar({ offsetMinutes: 480 });
  const patients = makePatients({
    unitOfWork,
    invitedUnitOfWork: unitOfWork,
    clock,
    sessionClock: clock,
    calendar,
    ids: scriptedIds(0xfa),
  });
  const { deps } = inMemoryAccounts();
  const accounts = makeAccounts({ ...deps, unitOfWork: stores.accounts, clock });
  const { reader: audit } = inMemoryAuditStores(database);
  const origin: Origin = { network: '203.0.113.0/24', device: 'Chrome · Windows' };
  return { stores, clock, patients, accounts, audit, origin };
};

export type InMemoryPeople = ReturnType<typeof inMemoryPeople>;
