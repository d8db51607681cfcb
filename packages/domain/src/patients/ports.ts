import type { IdNumber } from '../shared/id-number.js';
import type { AccountId, HospitalId, InvitationId, PatientId, RevealId, TenantId } from '../shared/ids.js';
import type { PhoneNumber } from '../shared/phone-number.js';
import type { Detail, PatientDetails } from './details.js';
import type { Invitation } from './invitation.js';
import type { Patient, ProxyGrant } from './patient.js';

export interface PatientStore {
  find(id: PatientId): Promise<Patient | undefined>;
  /** A patient who has been at one of these hospitals, as a partner books for them: without a home, and without who else may do what (AZ8). */
  known(
    at: { readonly tenantId: TenantId; readonly hospitalIds: readonly HospitalId[] },
    id: PatientId,
  ): Promise<Patient | undefined>;
  /** Everything else that is known about a patient who is there; what was erased is missing. */
  details(id: PatientId): Promise<PatientDetails>;
  /** Replaces all details. Throws when there is no such patient. */
  saveDetails(id: PatientId, details: PatientDetails): Promise<void>;
}

/** Who is a patient at all. */
export interface PatientRegister {
  /** A new patient with its first grants. */
  insert(patient: Patient, name: string): Promise<void>;
  /** What families call the patient; 已删除 once erased. */
  name(id: PatientId): Promise<string>;
  rename(id: PatientId, name: string): Promise<void>;
  setRealNamed(id: PatientId, isRealNamed: boolean): Promise<void>;
  /** Those of a tenant for whom the account may book at `at`, in the order of their ids. */
  bookableBy(
    tenantId: TenantId,
    accountId: AccountId,
    at: Date,
  ): Promise<readonly Pick<Patient, 'id' | 'isRealNamed'>[]>;
  /** The cities in which something was ever booked for the patient. */
  citiesOf(id: PatientId): Promise<readonly string[]>;
  /**
   * The patient with this ID number for whom the account may book at `at`. Whoever asks for the same account waits for the
   * end of this transaction, so that two requests at once do not both find none.
   */
  findOwn(
    tenantId: TenantId,
    accountId: AccountId,
    idNumber: IdNumber,
    at: Date,
  ): Promise<PatientId | undefined>;
}

/** Who may do what for a patient. */
export interface ProxyStore {
  /** As `PatientStore.find`; changes of the patient's grants wait until this transaction ends. */
  lock(id: PatientId): Promise<Patient | undefined>;
  add(id: PatientId, grant: ProxyGrant): Promise<void>;
  /** Ends whatever the account may do for the patient, at `at`. False where there was nothing. */
  end(id: PatientId, accountId: AccountId, at: Date): Promise<boolean>;
}

export interface InvitationStore {
  insert(invitation: Invitation): Promise<void>;
  find(id: InvitationId): Promise<Invitation | undefined>;
  /** Those that are open at `now`, the newest first. */
  ofPatient(id: PatientId, now: Date): Promise<readonly Invitation[]>;
  /** Open ones to this number, the newest first. */
  toPhone(tenantId: TenantId, phone: PhoneNumber, now: Date): Promise<readonly Invitation[]>;
  /** Takes it away: true once, however many answer it at the same time. */
  remove(id: InvitationId): Promise<boolean>;
}

/** That staff looked at what is masked otherwise, and why (AZ12). */
export type Reveal = {
  readonly id: RevealId;
  readonly tenantId: TenantId;
  readonly patientId: PatientId;
  readonly by: AccountId;
  readonly fields: readonly Detail[];
  readonly reason: string;
  readonly at: Date;
};

export interface RevealStore {
  append(reveal: Reveal): Promise<void>;
  /** The newest first. */
  ofPatient(id: PatientId): Promise<readonly Reveal[]>;
}
