import type { AppointmentEventType } from '../../appointments/index.js';
import { eventTypesForPartners } from '../../orders/index.js';
import type { SessionEventType } from '../../schedules/index.js';

const known: Readonly<Record<AppointmentEventType | SessionEventType, true>> = {
  AppointmentHeld: true,
  AppointmentExpired: true,
  AppointmentSubmitted: true,
  AppointmentBooked: true,
  AppointmentRejected: true,
  AppointmentRescheduled: true,
  AppointmentCancelled: true,
  AppointmentStopped: true,
  AppointmentCheckedIn: true,
  AppointmentFulfilled: true,
  AppointmentNoShow: true,
  AppointmentVoidProposed: true,
  AppointmentVoided: true,
  ClinicSessionDrafted: true,
  ClinicSessionPublished: true,
  ClinicSessionReleased: true,
  ClinicSessionSuspended: true,
  ClinicSessionResumed: true,
  ClinicSessionClosed: true,
  ClinicSessionCapacityChanged: true,
};

/** Every type of event that the feed of partners has. */
export const webhookEventTypes: readonly string[] = [...Object.keys(known), ...eventTypesForPartners];
