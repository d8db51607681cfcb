import type { ClinicSessionStore } from '../schedules/index.js';
import type { AppointmentStore, SeatDesk, SeatReturns } from './ports.js';

/** Everything that one transaction about clinic sessions and their seats may touch. */
export type ClinicStores = {
  readonly sessions: ClinicSessionStore;
  readonly seats: SeatDesk;
  readonly returns: SeatReturns;
  readonly appointments: AppointmentStore;
};
