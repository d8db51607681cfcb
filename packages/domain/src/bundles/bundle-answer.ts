import type { AppointmentId, BundleId, OrderId } from '../shared/ids.js';
import type { Bundle, BundleStatus } from './bundle.js';

/** What a command about a bundle answers: enough to go on, and the version for the next command. */
export type BundleAnswer = {
  readonly bundleId: BundleId;
  readonly orderId: OrderId;
  readonly appointmentId: AppointmentId;
  readonly status: BundleStatus;
  readonly version: number;
  /** Until when the family chooses. */
  readonly chooseBy?: Date;
};

export const answerOf = (bundle: Bundle): BundleAnswer => ({
  bundleId: bundle.id,
  orderId: bundle.orderId,
  appointmentId: bundle.seat.appointmentId,
  status: bundle.status,
  version: bundle.version,
  ...(bundle.status === 'CHOOSING' ? { chooseBy: bundle.chooseBy } : {}),
});
