import type { AppointmentId, BundleId, OrderId } from './ids.js';

/** The live visit bundle that an order or an appointment is part of. */
export type BundleLink = {
  readonly bundleId: BundleId;
  /** The clinic has changed the seat, and the family has yet to choose (O24). */
  readonly isChoosing: boolean;
};

/** What orders and appointments may know of the bundles that hold them together. */
export interface BundleLinks {
  ofOrder(id: OrderId): Promise<BundleLink | undefined>;
  ofAppointment(id: AppointmentId): Promise<BundleLink | undefined>;
}

/** It is held together with something else, and changed by the family only together with it. */
export type InBundle = { readonly type: 'InBundle'; readonly bundleId: BundleId };
