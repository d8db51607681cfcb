import type { AccountId, PatientId, TenantId } from '../shared/ids.js';
import type { Place } from '../shared/place.js';
import { err, ok, type Result } from '../shared/result.js';

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

/**
 * Whether `accountId` keeps this patient at `now`: may book for them without an end. Keepers say who else may do what; a
 * proxy, whose grant always ends, hands nothing on.
 */
export const isKeeper = (patient: Patient, accountId: AccountId, now: Date): boolean =>
  hasGrant(
    { ...patient, grants: patient.grants.filter(({ until }) => until === undefined) },
    accountId,
    'book',
    now,
  );

/** Without this person nobody would keep the patient any more. */
export type LastKeeper = { readonly type: 'LastKeeper' };

/** The caller may book for a patient with this ID number already. It says nothing of other families' patients. */
export type IdNumberKnown = { readonly type: 'IdNumberKnown'; readonly patientId: PatientId };

/** Whether the grants of `accountId` may end at `now`: one who keeps the patient has to stay. */
export const mayEndGrants = (patient: Patient, accountId: AccountId, now: Date): Result<void, LastKeeper> => {
  const others = patient.grants.map((grant) => grant.accountId).filter((one) => one !== accountId);
  return !isKeeper(patient, accountId, now) || others.some((one) => isKeeper(patient, one, now))
    ? ok(undefined)
    : err({ type: 'LastKeeper' });
};
