import type { AccountId, PatientId, TenantId } from '../shared/ids.js';
import type { BasisPoints } from '../shared/money.js';
import type { Place } from '../shared/place.js';
import type { PatientDetails } from './details.js';

/** The person who is accompanied 就诊人: not an account (E4). */
export type Patient = {
  readonly id: PatientId;
  readonly tenantId: TenantId;
  readonly isRealNamed: boolean;
  /** Where an escort would pick them up. */
  readonly home?: Place;
  readonly grants: readonly ProxyGrant[];
};

/** What an account may do for a patient, and for how long. The patient's own account has every scope. */
export type ProxyGrant = {
  readonly accountId: AccountId;
  readonly scopes: readonly ('view' | 'book')[];
  readonly from: Date;
  readonly until?: Date;
};

export type NoGrantForPatient = { readonly type: 'NoGrantForPatient' };

/** Whether `accountId` may do `scope` for this patient at `now`. */
export const hasGrant = (
  patient: Patient,
  accountId: AccountId,
  scope: 'view' | 'book',
  now: Date,
): boolean =>
  patient.grants.some(
    (grant) =>
      grant.accountId === accountId &&
      grant.scopes.includes(scope) &&
      grant.from <= now &&
      (grant.until === undefined || now < grant.until),
  );

export interface PatientStore {
  find(id: PatientId): Promise<Patient | undefined>;
  /** Everything else that is known about a patient who is there; what was erased is missing. */
  details(id: PatientId): Promise<PatientDetails>;
  /** Replaces all details. Throws when there is no such patient. */
  saveDetails(id: PatientId, details: PatientDetails): Promise<void>;
  /** The discount of the account's membership at `at`; zero without one. */
  memberDiscount(accountId: AccountId, at: Date): Promise<BasisPoints>;
}
