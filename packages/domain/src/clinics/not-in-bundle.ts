import type { Act } from '../shared/act.js';
import type { InBundle } from '../shared/bundle-links.js';
import type { AppointmentId } from '../shared/ids.js';
import { done, err, type Result } from '../shared/result.js';
import type { ClinicStores } from './stores.js';

/** Whether no order goes with the seat, whoever asks. */
export const checkAlone = async (
  { bundleLinks }: Pick<ClinicStores, 'bundleLinks'>,
  appointmentId: AppointmentId,
): Promise<Result<void, InBundle>> => {
  const link = await bundleLinks.ofAppointment(appointmentId);
  return link ? err({ type: 'InBundle', bundleId: link.bundleId }) : done;
};

/** A family changes a seat that an order goes with only together with that order (N1); the clinic and its desk may. */
export const checkNotInBundle = async (
  { bundleLinks }: Pick<ClinicStores, 'bundleLinks'>,
  appointmentId: AppointmentId,
  { by }: Act,
): Promise<Result<void, InBundle>> => (by.as === 'U' ? checkAlone({ bundleLinks }, appointmentId) : done);
