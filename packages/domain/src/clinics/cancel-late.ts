import {
  type Appointment,
  type AppointmentEvent,
  type AppointmentPolicy,
  lateCancellationIn,
  needsLateCancellation,
} from '../appointments/index.js';
import { lateChangeUse, lateChangeUsed, type QuotaUsedUp } from '../membership/index.js';
import type { Act } from '../shared/act.js';
import { ok, type Result } from '../shared/result.js';
import type { ClinicStores } from './stores.js';

/**
 * Whether the family cancels by the privilege to do it late (C24), asked of the membership that the appointment keeps; then one
 * use of it is taken, in the transaction that cancels. Nothing is taken while everybody may cancel. Fails with `QuotaUsedUp`
 * when it was theirs and is used up.
 */
export const takeLateCancellation = async (
  stores: Pick<ClinicStores, 'membershipPolicies' | 'privilegeQuotas'>,
  appointment: Appointment,
  policy: AppointmentPolicy,
  act: Act,
): Promise<Result<boolean, QuotaUsedUp>> => {
  if (!needsLateCancellation(appointment, policy, act)) return ok(false);
  const use = await lateChangeUse(stores, appointment, act);
  if (!use) return ok(false);
  const taken = await stores.privilegeQuotas.take(use);
  return taken.ok ? ok(true) : taken;
};

/**
 * Gives back the late cancellation that an appointment was cancelled by, in the transaction that voids it (H12), and notes
 * whose it is; where none was used nothing happens.
 */
export const giveBackLateCancellation = async (
  stores: Pick<ClinicStores, 'membershipPolicies' | 'privilegeQuotas' | 'audit'>,
  appointment: Appointment,
  history: readonly AppointmentEvent[],
  policy: AppointmentPolicy,
  act: Act,
): Promise<void> => {
  const cancelled = lateCancellationIn(appointment, history, policy);
  const use = cancelled && (await lateChangeUsed(stores, appointment, cancelled.at));
  if (!use) return;
  await stores.privilegeQuotas.giveBack(use);
  const { tenantId, accountId, code, periodNo, windowNo } = use;
  await stores.audit.append({
    ...{ at: act.now, tenantId, actor: act.by, operation: 'appointment.void', outcome: 'done' },
    object: { kind: 'account', id: accountId },
    facts: { privilege: code, periodNo, windowNo, appointmentId: appointment.id },
  });
};
