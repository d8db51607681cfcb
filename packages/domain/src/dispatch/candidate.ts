import type { AccountId, EscortId, HospitalId, PatientId, TenantId } from '../shared/ids.js';
import type { Place } from '../shared/place.js';
import type { TimeRange } from '../shared/time-range.js';

export type Gender = 'female' | 'male';

/** A weekly stretch of roster time on the wall; `weekday` 1 = Monday, minutes from local midnight. */
export type RosterWindow = {
  readonly weekday: number;
  readonly fromMinute: number;
  readonly toMinute: number;
};

/** What dispatch must know of an escort as a resource (A12–A15). */
export type EscortProfile = {
  readonly id: EscortId;
  readonly accountId: AccountId;
  readonly tenantId: TenantId;
  readonly cityCode: string;
  readonly gender: Gender;
  readonly account: 'ACTIVE' | 'WARNED' | 'RESTRICTED' | 'BANNED';
  readonly certification: 'DRAFT' | 'SUBMITTED' | 'APPROVED' | 'EXPIRED' | 'SUSPENDED' | 'REVOKED';
  readonly credentials: readonly { readonly kind: string; readonly validUntil: Date }[];
  readonly isAccepting: boolean;
  readonly skills: readonly string[];
  readonly services: readonly string[];
  /** Hospitals of the service area; empty means the whole city. */
  readonly hospitals: readonly HospitalId[];
  /** Weekly roster; empty means always. */
  readonly roster: readonly RosterWindow[];
  readonly leaves: readonly TimeRange[];
  readonly doNotMatch: readonly PatientId[];
  readonly base?: Place;
  /** Mean stars × 100, and of how many reviews. */
  readonly rating: { readonly hundredths: number; readonly count: number };
};

/** What an escort is busy with around a shift, other orders only. */
export type Workload = {
  /** Blocked ranges, travel and buffer included. */
  readonly blocks: readonly TimeRange[];
  /** Planned service times within a week around the shift. */
  readonly duties: readonly TimeRange[];
  /** Paid-out and accrued shifts of the last 30 days, for fairness of income. */
  readonly recentShifts: number;
  /** Finished visits with this patient. */
  readonly visitsWithPatient: number;
};

/** One escort with everything that a decision about one shift needs. */
export type Candidate = { readonly profile: EscortProfile; readonly workload: Workload };
