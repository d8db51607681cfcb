import type { AppointmentId, BundleId, OrderId } from '../shared/ids.js';
import type { Result } from '../shared/result.js';
import type { Bundle } from './bundle.js';

export type StaleBundle = { readonly type: 'StaleVersion'; readonly currentVersion?: number };

/** The versions of its halves by which a bundle was last judged. */
export type SeenHalves = { readonly appointmentVersion: number; readonly orderVersion: number };

/** Bundles, of which an appointment or an order is in at most one. */
export interface BundleStore {
  find(id: BundleId): Promise<Bundle | undefined>;
  ofOrder(id: OrderId): Promise<Bundle | undefined>;
  ofAppointment(id: AppointmentId): Promise<Bundle | undefined>;
  /** Throws where the appointment or the order is in a bundle already. */
  insert(bundle: Bundle): Promise<void>;
  /** Succeeds only if the stored version is `expectedVersion`. */
  update(bundle: Bundle, expectedVersion: number): Promise<Result<void, StaleBundle>>;
  /** Nothing more is to be done for its halves as they were seen, as long as the bundle is the same. */
  markSeen(bundle: Bundle, seen: SeenHalves): Promise<void>;
}

/** Finds work for the keeper of bundles; a read outside any transaction. */
export interface DueBundles {
  /** Live ones of which a half has moved since it was seen, or whose choice is over at `now`; the oldest first. */
  due(now: Date, limit: number): Promise<readonly BundleId[]>;
}
