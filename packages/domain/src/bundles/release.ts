import { type AppointmentMoveRefused, cancelAppointment, type PastCutOff } from '../appointments/index.js';
import { policyOf, saveAppointment } from '../clinics/index.js';
import { type Fault, isTerminal, type Refused } from '../orders/index.js';
import type { Payment } from '../payments/index.js';
import type { OperationId } from '../policy/index.js';
import type { Act } from '../shared/act.js';
import { ok, type Result } from '../shared/result.js';
import { type SaveError, withdrawVisit } from '../visits/index.js';
import type { Bundle } from './bundle.js';
import { releaseBundle } from './bundle-event.js';
import type { BundleMoveRefused } from './bundle-table.js';
import type { BundleDeps } from './deps.js';
import type { Halves } from './next-step.js';
import { saveBundle } from './save-bundle.js';
import type { BundleStores } from './stores.js';

/** A release: whose doing it is, by whom, and the attempts to pay that nobody can use any more. */
export type Releasing = {
  readonly fault: Exclude<Fault, 'family'>;
  readonly act: Act;
  readonly operation: OperationId;
  readonly closed: readonly Payment[];
};

export type ReleaseError = Refused | SaveError | AppointmentMoveRefused | PastCutOff | BundleMoveRefused;

/**
 * VB6 in one transaction: an order that still goes on is withdrawn with everything that was paid, a seat that is still held or
 * booked goes its return path whatever its cut-off, and the bundle ends. A half that has ended already is left as it is.
 */
export const releaseHalves = async (
  deps: Pick<BundleDeps, 'ids' | 'calendar' | 'random'>,
  stores: BundleStores,
  bundle: Bundle,
  { order, appointment }: Halves,
  { fault, act, operation, closed }: Releasing,
): Promise<Result<Bundle, ReleaseError>> => {
  const released = releaseBundle(bundle, act);
  if (!released.ok) return released;
  // First, so that of two who release at once the later one is stale before it touches any money.
  const saved = await saveBundle(stores, bundle, released.value, operation);
  if (!saved.ok) return saved;
  const bySystem: Act = { now: act.now, by: { as: 'SYS' } };
  if (!isTerminal(order.status)) {
    const withdrawn = await withdrawVisit(deps, { stores, order, act: bySystem, operation }, fault, closed);
    if (!withdrawn.ok) return withdrawn;
  }
  if (appointment.status === 'HELD' || appointment.status === 'BOOKED') {
    const given = cancelAppointment(appointment, true, await policyOf(stores, appointment), bySystem);
    if (!given.ok) return given;
    const freed = await saveAppointment(deps, stores, appointment, given.value, operation);
    if (!freed.ok) return freed;
  }
  return ok(released.value.bundle);
};
