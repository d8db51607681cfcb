import type { EscortProfile } from '../../dispatch/index.js';
import { checkPatientDetails, type Patient, type PatientDetails } from '../../patients/index.js';
import type { Person } from '../../shared/actor.js';
import { type AccountId, type EscortId, idFrom, type PatientId } from '../../shared/ids.js';
import { aHome, tenantId } from './beijing.js';

const account = (no: number) => idFrom<AccountId>(`01900000-0003-7000-8000-${String(no).padStart(12, '0')}`);
const long = new Date('2020-01-01T00:00:00Z');

/** A daughter who books for her mother. */
export const aFamily = (overrides: Partial<Person> = {}): Person => ({
  kind: 'person',
  accountId: account(1),
  tenantId,
  staffRoles: [],
  ...overrides,
});

/** Whom `aFamily` may see and book for. */
export const aPatient = (overrides: Partial<Patient> = {}): Patient => ({
  id: idFrom<PatientId>('01900000-0004-7000-8000-000000000001'),
  tenantId,
  isRealNamed: true,
  home: aHome,
  grants: [{ accountId: account(1), scopes: ['view', 'book'], from: long }],
  ...overrides,
});

/** Everything that can be known about a patient beyond the name. */
export const aDetailedPatient = (): PatientDetails => {
  const given = {
    realName: '王秀兰',
    idNumber: '110101194903070022',
    phone: '13800138000',
    conditions: '高血压，青霉素过敏',
    department: '心内科',
    ward: '三病区',
    bed: '08',
  };
  const checked = checkPatientDetails(given, '2030-01-01');
  if (!checked.ok)
    throw new Error(`the patient of the tests is wrong: ${JSON.stringify(checked.error.fields)}`);
  return checked.value;
};

/** A certified escort who takes every service of `beijing` at any time. */
export const anEscort = (overrides: Partial<EscortProfile> = {}): EscortProfile => ({
  id: idFrom<EscortId>('01900000-0005-7000-8000-000000000001'),
  accountId: account(2),
  tenantId,
  cityCode: 'beijing',
  gender: 'female',
  account: 'ACTIVE',
  certification: 'APPROVED',
  credentials: [{ kind: 'health-certificate', validUntil: new Date('2039-12-31T16:00:00Z') }],
  isAccepting: true,
  skills: ['care'],
  services: ['half-day-visit', 'care-12h'],
  hospitals: [],
  roster: [],
  leaves: [],
  doNotMatch: [],
  base: aHome,
  rating: { hundredths: 480, count: 25 },
  ...overrides,
});

/** A second escort with another account, for offers that go on to the next one. */
export const anotherEscort = (overrides: Partial<EscortProfile> = {}): EscortProfile =>
  anEscort({
    id: idFrom<EscortId>('01900000-0005-7000-8000-000000000002'),
    accountId: account(3),
    gender: 'male',
    rating: { hundredths: 450, count: 12 },
    ...overrides,
  });

/** The person behind an escort's profile, signed in. */
export const anEscortPerson = (profile: EscortProfile = anEscort()): Person => ({
  kind: 'person',
  accountId: profile.accountId,
  tenantId: profile.tenantId,
  escortId: profile.id,
  staffRoles: [],
});

export const aDispatcher = (overrides: Partial<Person> = {}): Person => ({
  kind: 'person',
  accountId: account(9),
  tenantId,
  staffRoles: ['dispatcher'],
  ...overrides,
});
