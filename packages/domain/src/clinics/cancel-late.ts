import { type Appointment, type AppointmentPolicy, needsLateCancellation } from '../appointments/index.js';
import { type PrivilegeCode, type QuotaUsedUp, quotaUse } from '../membership/index.js';
import type { Act } from '../shared/act.js';
import { ok, type Result } from '../shared/result.js';
import type { ClinicStores } from './stores.js';

const LATE_CANCELLATION: PrivilegeCode = 'can_cancel_late';

/**
 * Whether the family cancels by the privilege to do it late (C24), asked of the membership that the appointment keeps; then one
 * use of it is taken, in the transaction that cancels. It is the member's own: nobody else uses it up. Nothing is taken while
 * everybody may cancel. Fails with `QuotaUsedUp` when it was theirs and is used up.
 */
export const takeLateCancellation = async (
  { membershipPolicies, privilegeQuotas }: Pick<ClinicStores, 'membershipPolicies' | 'privilegeQuotas'>,
  appointment: Appointment,
  policy: AppointmentPolicy,
  act: Act,
): Promise<Result<boolean, QuotaUsedUp>> => {
  const { membership } = appointment;
  const isTheirs = membership !== undefined && membership.accountId === act.by.accountId;
  if (!isTheirs || !needsLateCancellation(appointment, policy, act)) return ok(false);
  const { standing } = membership;
  if (standing.kind !== 'active' && standing.kind !== 'grace') return ok(false);
  const rules = await membershipPolicies.version(standing.period.policyVersion);
  const use = quotaUse({ member: membership, policy: rules }, LATE_CANCELLATION, act.now);
  if (!use.ok) return ok(false);
  const taken = await privilegeQuotas.take(use.value);
  return taken.ok ? ok(true) : taken;
};
