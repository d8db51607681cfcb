import type { AccountId, AppointmentId, BundleId, OrderId, PatientId, TenantId } from '../shared/ids.js';

export const bundleStatuses = ['HELD', 'ASKED', 'BOUND', 'CHOOSING', 'RELEASED', 'DONE'] as const;

/**
 * HELD: the seat is held and the order unpaid. ASKED: paid, and the clinic is asked. BOUND: the clinic has the seat. CHOOSING:
 * the clinic has changed the seat, and the family chooses (O24). RELEASED: nothing of it lives. DONE: the visit takes place.
 */
export type BundleStatus = (typeof bundleStatuses)[number];

/** In these states its halves are held together. */
export const liveBundleStatuses: readonly BundleStatus[] = ['HELD', 'ASKED', 'BOUND', 'CHOOSING'];

export const isLiveBundle = ({ status }: { readonly status: BundleStatus }): boolean =>
  liveBundleStatuses.includes(status);

/** The seat that the order was made for. */
export type BoundSeat = {
  readonly appointmentId: AppointmentId;
  /** The appointment's when the order was last brought to it: a higher one means that it was moved since (H6). */
  readonly sequence: number;
  /** When the patient is called, or the session begins. */
  readonly startsAt: Date;
};

export type BundleCommon = {
  readonly id: BundleId;
  readonly tenantId: TenantId;
  readonly bookedBy: AccountId;
  readonly patientId: PatientId;
  readonly orderId: OrderId;
  readonly seat: BoundSeat;
  readonly createdAt: Date;
  readonly version: number;
};

/** A visit bundle 就诊组合: a seat of a clinic and an order for an escort, held together or released together. */
export type Bundle = BundleCommon &
  (
    | { readonly status: 'HELD' | 'ASKED' | 'BOUND' }
    | { readonly status: 'CHOOSING'; readonly chooseBy: Date }
    | { readonly status: 'RELEASED' | 'DONE'; readonly endedAt: Date }
  );

/** What every state has. */
export const commonOfBundle = (bundle: Bundle): BundleCommon => {
  const { id, tenantId, bookedBy, patientId, orderId, seat, createdAt, version } = bundle;
  return { id, tenantId, bookedBy, patientId, orderId, seat, createdAt, version };
};
