import { type AppointmentPolicy, defaultAppointmentPolicy } from '../appointments/index.js';
import type { BookingTimeRules } from '../schedules/index.js';
import { defaultWaitlistPolicy, type WaitlistPolicy } from '../waitlist/index.js';

/** The numbers by which seats are booked, as one version of a tenant has them; a version never changes ("Decided" 1). */
export type ClinicPolicy = {
  readonly version: number;
  readonly appointments: AppointmentPolicy;
  readonly bookingTimes: BookingTimeRules;
  readonly waitlist: WaitlistPolicy;
};

/** Version 1, of every tenant: H1–H12, L1–L5 and B58 as the state machines and the checklist have them; people may book at any hour. */
export const defaultClinicPolicy: ClinicPolicy = {
  version: 1,
  appointments: defaultAppointmentPolicy,
  bookingTimes: { closesMinutesBefore: 30, horizonDays: 60, hours: { fromMinute: 0, toMinute: 24 * 60 } },
  waitlist: defaultWaitlistPolicy,
};

/** A version with the instant from which on it is in force, and why it was published; the first one needed no reason. */
export type PublishedClinicPolicy = {
  readonly policy: ClinicPolicy;
  readonly inForceFrom: Date;
  readonly reason?: string;
};

/** Every version of a tenant, the highest first. */
export type ClinicPolicyVersions = readonly PublishedClinicPolicy[];

/** The newest version in force at an instant: the highest of those that have begun by then ("Decided" 1). */
export const policyAt = (versions: ClinicPolicyVersions, at: Date): ClinicPolicy => {
  const begun = versions.filter(({ inForceFrom }) => inForceFrom <= at).map(({ policy }) => policy);
  const [first, ...rest] = begun;
  if (!first) throw new Error('no clinic policy is in force');
  return rest.reduce((newest, one) => (one.version > newest.version ? one : newest), first);
};

/** The version of this number; throws for one that was never published. */
export const policyOfVersion = (versions: ClinicPolicyVersions, version: number): ClinicPolicy => {
  const found = versions.find(({ policy }) => policy.version === version);
  if (!found) throw new Error(`clinic policy ${version} was never published`);
  return found.policy;
};
