import type { Appointment } from '@banzhen/domain/appointments';
import { type ClinicStores, relationsToAppointment } from '@banzhen/domain/clinics';
import { type PrivilegeValue, privilege } from '@banzhen/domain/membership';
import { authorize, type NotAllowed, type NotFound } from '@banzhen/domain/policy';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { AppointmentId, PatientId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import { noteReading } from './note-reading.js';

/** What a membership brings to a patient at a clinic. */
export type PatientBenefits = {
  readonly patientId: PatientId;
  /** The appointment that keeps the membership. */
  readonly appointmentId: AppointmentId;
  /** None where whoever booked was no member, or their membership did not count then. */
  readonly level?: { readonly level: number; readonly name: { readonly zh: string; readonly en: string } };
  /** 0 to 10,000; 0 where there is no discount. */
  readonly discountBasisPoints: number;
  readonly privileges: readonly { readonly code: string; readonly value: PrivilegeValue }[];
};

/** What an appointment keeps of the membership of whoever booked it. */
export const benefitsOf = async (
  { membershipPolicies }: Pick<ClinicStores, 'membershipPolicies'>,
  { id: appointmentId, patientId, membership }: Appointment,
  now: Date,
): Promise<PatientBenefits> => {
  const none = { patientId, appointmentId, discountBasisPoints: 0, privileges: [] };
  const standing = membership?.standing;
  if (!membership || (standing?.kind !== 'active' && standing?.kind !== 'grace')) return none;
  const policy = await membershipPolicies.version(standing.period.policyVersion);
  const level = policy.levels.find((one) => one.level === standing.period.level);
  if (!level) throw new Error(`version ${policy.version} has no level ${standing.period.level}`);
  const holder = { member: membership, policy };
  const privileges = level.privileges.flatMap(({ code }) => {
    const granted = privilege(holder, code, now);
    return granted.ok ? [{ code, value: granted.value }] : [];
  });
  const discount = privileges.find(({ code }) => code === 'discount_bp')?.value;
  return {
    ...none,
    level: { level: level.level, name: level.name },
    discountBasisPoints: discount?.kind === 'rate' ? discount.rate : 0,
    privileges,
  };
};

/**
 * What the newest appointment of a patient at the hospitals of a key keeps of the membership of whoever booked it: what counted
 * then counts for it, whatever becomes of the membership (C24). Patients without one are not there; the look is noted (C27).
 */
export const readPatientBenefits = async (
  stores: ClinicStores,
  actor: PartnerActor,
  patientId: PatientId,
  now: Date,
): Promise<Result<PatientBenefits, NotFound | NotAllowed>> => {
  const operation = 'benefit.read';
  const { tenantId, hospitalIds } = actor;
  const appointment = await stores.appointments.newestAt({ tenantId, hospitalIds }, patientId);
  if (!appointment) return err({ type: 'NotFound' });
  const by = authorize(operation, actor, await relationsToAppointment(actor, appointment, stores, now));
  if (!by.ok) return by;
  const object = { kind: 'patient', id: patientId } as const;
  await noteReading(stores, { operation, by: by.value, actor, at: now, object });
  return ok(await benefitsOf(stores, appointment, now));
};
