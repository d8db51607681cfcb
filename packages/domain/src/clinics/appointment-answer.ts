import type { Appointment, AppointmentStatus, Seat } from '../appointments/index.js';
import type { AppointmentId, ClinicSessionId } from '../shared/ids.js';

/** What a command about an appointment answers: enough to go on, and the version for the next command. */
export type AppointmentAnswer = {
  readonly appointmentId: AppointmentId;
  readonly sessionId: ClinicSessionId;
  readonly status: AppointmentStatus;
  readonly seat: Seat;
  readonly version: number;
  /** Until when a seat is held. */
  readonly heldUntil?: Date;
};

export const answerOf = (appointment: Appointment): AppointmentAnswer => ({
  appointmentId: appointment.id,
  sessionId: appointment.sitting.sessionId,
  status: appointment.status,
  seat: appointment.seat,
  version: appointment.version,
  ...(appointment.status === 'HELD' ? { heldUntil: appointment.heldUntil } : {}),
});
