import { authorize, type NotAllowed, type NotFound, type OperationId } from '../policy/index.js';
import type { Act } from '../shared/act.js';
import type { Actor } from '../shared/actor.js';
import type { BundleId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import { relationsToOrder } from '../visits/index.js';
import type { Bundle } from './bundle.js';
import type { Halves } from './next-step.js';
import type { StaleBundle } from './ports.js';
import type { BundleStores } from './stores.js';

/** One command about one bundle. */
export type BundleRequest = {
  readonly bundleId: BundleId;
  /** The version that the caller saw; a newer one refuses the command (BK5). */
  readonly expectedVersion?: number;
  readonly reason?: string;
};

/** A bundle with what it holds together, and in which capacity somebody acts on it. */
export type OpenedBundle = { readonly bundle: Bundle; readonly halves: Halves; readonly act: Act };

/** Both halves; a bundle without one of them cannot be stored. */
export const halvesOf = async (
  { orders, appointments }: Pick<BundleStores, 'orders' | 'appointments'>,
  { id, orderId, seat }: Bundle,
): Promise<Halves> => {
  const [order, appointment] = await Promise.all([
    orders.find(orderId),
    appointments.find(seat.appointmentId),
  ]);
  if (!order || !appointment) throw new Error(`bundle ${id} has lost a half`);
  return { order, appointment };
};

/** Loads a bundle and asks the policy table: who may do something with its order may with the bundle. */
export const openBundle = async (
  stores: BundleStores,
  actor: Actor,
  operation: OperationId,
  { bundleId, expectedVersion, reason }: BundleRequest,
  now: Date,
): Promise<Result<OpenedBundle, NotFound | NotAllowed | StaleBundle>> => {
  const bundle = await stores.bundles.find(bundleId);
  if (!bundle) return err({ type: 'NotFound' });
  const halves = await halvesOf(stores, bundle);
  const relations = await relationsToOrder(actor, halves.order, stores.patients, now);
  const by = authorize(operation, actor, relations);
  if (!by.ok) return by;
  if (expectedVersion !== undefined && expectedVersion !== bundle.version)
    return err({ type: 'StaleVersion', currentVersion: bundle.version });
  const given = reason?.trim();
  return ok({ bundle, halves, act: { now, by: by.value, ...(given ? { reason: given } : {}) } });
};
